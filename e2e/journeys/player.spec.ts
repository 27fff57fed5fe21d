import { expect, test } from '../hosts/desk.ts'
import { screen } from '../pages/desk-page.ts'
import { openRecordedCall } from '../pages/recorded-call.ts'

const soundOf = (page: import('@playwright/test').Page) => {
  const audio = page.locator('audio').first()
  const of = <K extends 'currentTime' | 'playbackRate' | 'paused' | 'preservesPitch'>(key: K) =>
    audio.evaluate((sound: HTMLAudioElement, name) => sound[name], key)
  return {
    at: () => of('currentTime'),
    rate: () => of('playbackRate'),
    paused: () => of('paused'),
    pitch: () => of('preservesPitch'),
  }
}

// Sound takes its time, and more of it on a busy machine.

test('everything of the player by keys: play, skip, loop, speed, marks, comments, closer', async ({
  openDesk,
  platform,
}) => {
  const first = await openDesk()
  const { page } = first
  await openRecordedCall(page, platform)
  const { wave } = screen(page)
  const sound = soundOf(page)
  const list = page.getByRole('list', { name: '标记和批注' })
  const value = async () => Number(await wave.getAttribute('aria-valuenow'))
  // The keys belong to the recording wherever the focus is, as long as nothing else wants them.
  await page.getByRole('heading', { name: '138 0013 0001' }).click()

  await page.keyboard.press('Space')
  await expect.poll(sound.at).toBeGreaterThan(0.5)
  await page.keyboard.press('Space')
  await expect.poll(sound.paused).toBe(true)

  const before = await value()
  // As quickly as fingers are: no press is lost while the sound is still going where the last one sent it.
  await page.keyboard.press('l')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(value).toBe(before + 19)
  await expect.poll(async () => Math.round(await sound.at())).toBe(before + 19)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(value).toBe(before + 14)
  await page.keyboard.press('m')
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await expect(page.getByRole('button', { name: /处的标记$/ })).toBeVisible()

  await page.keyboard.press('c')
  await page.getByRole('textbox', { name: /^批注：/ }).fill('没有核对身份')
  await page.keyboard.press('Enter')
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await expect(list).toContainText('没有核对身份')

  await page.getByRole('heading', { name: '138 0013 0001' }).click()
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await expect.poll(sound.rate).toBe(1.5)
  expect(await sound.pitch()).toBe(true)

  await page.keyboard.press('[')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press(']')
  await expect(page.getByRole('button', { name: '循环' })).toHaveAttribute('aria-pressed', 'true')
  const from = before + 14
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Space')
  // It comes to the end and is back at the start: never beyond, again and again.
  const heard: number[] = []
  await expect
    .poll(async () => {
      heard.push(await sound.at())
      return heard.some((at, nth) => at + 0.5 < (heard[nth - 1] ?? 0))
    })
    .toBe(true)
  expect(Math.max(...heard)).toBeLessThan(from + 3)
  expect(Math.min(...heard)).toBeGreaterThan(from - 1)
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: '循环' })).toHaveCount(0)

  await page.keyboard.press('z')
  await page.keyboard.press('z')
  await expect(page.getByRole('button', { name: '显示全部' })).toBeEnabled()
  await page.keyboard.press('0')
  await expect(page.getByRole('button', { name: '显示全部' })).toBeDisabled()
  await page.keyboard.press('v')
  await expect(page.getByRole('switch', { name: '均衡音量' })).toBeChecked()
  await page.keyboard.press('s')
  await expect(page.getByRole('switch', { name: '跳过静音' })).toBeChecked()
  await page.keyboard.press('Space')
  await expect.poll(sound.paused).toBe(false)
  await page.keyboard.press('Space')
  await first.close()

  const again = await openDesk()
  await screen(again.page).nav('历史').click()
  await screen(again.page).calls.getByRole('option').first().click()
  const kept = again.page.getByRole('list', { name: '标记和批注' })
  await expect(kept.getByRole('listitem')).toHaveCount(2)
  await kept.getByRole('button', { name: /^删除/ }).first().click()
  await expect(kept.getByRole('listitem')).toHaveCount(1)
  await again.page.getByRole('link', { name: '设置' }).click()
})
