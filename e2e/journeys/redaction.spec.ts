import { expect, test } from '../hosts/desk.ts'
import { screen } from '../pages/desk-page.ts'
import { openRecordedCall } from '../pages/recorded-call.ts'

// Sound takes its time, and more of it on a busy machine.

test('a stretch is taken out for good, and the original heard only for a reason', async ({
  openDesk,
  platform,
}) => {
  const first = await openDesk()
  const { page } = first
  await openRecordedCall(page, platform)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  await page.getByRole('heading', { name: '138 0013 0001' }).click()
  await page.keyboard.press('l')
  await page.keyboard.press('[')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press(']')
  await button('脱敏').click()
  const dialog = page.getByRole('dialog', { name: '去除 0:10 至 0:15' })
  await expect(dialog.getByRole('button', { name: '去除' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: '原因' }).fill('客户说出银行卡号')
  await dialog.getByRole('button', { name: '去除' }).click()
  await expect(page.getByText('此录音有内容已被去除')).toBeVisible()
  await expect(page.getByText('0:10–0:15')).toContainText('客户说出银行卡号')
  await expect(page.locator('[data-phase=ready]')).toBeVisible()

  // What the page is given is the redacted sound: silence there, and sound beside it.
  const callId = page.url().split('/').at(-1) ?? ''
  const codes = (path: string) =>
    page.evaluate(async (url) => [...new Uint8Array(await (await fetch(url)).arrayBuffer())], path)
  const redacted = await codes(`/media/recordings/${callId}`)
  const at = (seconds: number) => 46 + seconds * 8000
  expect(new Set(redacted.slice(at(10) + 8, at(15) - 8))).toEqual(new Set([0xd5]))
  expect(new Set(redacted.slice(at(0), at(10))).size).toBeGreaterThan(20)
  await first.close()

  const { page: later } = await openDesk()
  await screen(later).nav('历史').click()
  await screen(later).calls.getByRole('option').first().click()
  await later.getByRole('button', { name: '收听原始录音' }).click()
  await later.getByRole('textbox', { name: /^收听原始录音的原因/ }).fill('投诉核实')
  await later.getByRole('button', { name: '收听原始录音' }).click()
  const original = later.locator('audio[aria-label="原始录音"]')
  await original.evaluate((sound: HTMLAudioElement) => sound.play())
  await expect
    .poll(() => original.evaluate((sound: HTMLAudioElement) => sound.currentTime))
    .toBeGreaterThan(0.3)
})
