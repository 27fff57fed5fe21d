import { expect, test } from '../hosts/desk.ts'
import { callsPlaced, createProfile, dial, passTimeUntil, screen } from '../pages/desk-page.ts'

test('from an empty machine to the sound of the call', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  const { nav, customer, calls, wave } = screen(page)

  await createProfile(page, platform)
  await page.getByRole('button', { name: '测试', exact: true }).click()
  await expect(page.getByText('平台认可 APP_Key 和 APP_Secret。')).toBeVisible()
  expect(await callsPlaced(platform)).toBe(0)

  await nav('拨号').click()
  await customer.fill('tel:+86-138-0013-0001')
  await expect(page.getByText('你的电话 135 0000 1111 先振铃')).toBeVisible()
  const card = await dial(page, '１３８ 0013 0001', '138 0013 0001', { record: true })

  await passTimeUntil(platform, () => card.getByText('你的电话正在振铃').isVisible())
  await passTimeUntil(platform, () => card.getByText('客户电话正在振铃').isVisible())
  await expect(card.locator('[data-leg=a]')).toContainText('已接听')
  await expect(card.locator('[data-leg=b]')).toContainText('振铃中')
  await passTimeUntil(platform, () => card.getByText('通话时长').isVisible())
  await expect(card.locator('[data-leg=b]')).toContainText('通话中')
  await platform.control('POST', '/sim/advance', { seconds: 12 })

  await card.getByRole('button', { name: '挂断' }).click()
  await passTimeUntil(platform, () => card.getByText('主叫侧 1 分钟').isVisible())
  await expect(card).toContainText('已接通，后按指令挂断')
  await expect(card).toContainText('被叫侧 1 分钟')
  expect(await callsPlaced(platform)).toBe(1)

  await card.getByRole('link', { name: '在历史中打开' }).click()
  await expect(calls.getByRole('option')).toHaveCount(1)
  await expect(page.getByText('用户指示挂机')).toBeVisible()
  await expect(page.getByRole('list').filter({ hasText: '收到话单' })).toContainText('客户振铃')

  await expect(wave).toHaveAttribute('aria-valuenow', '0')
  await page.getByRole('button', { name: '播放', exact: true }).click()
  const audio = page.locator('audio[src^="/media/recordings/"]')
  await expect.poll(() => audio.evaluate((sound: HTMLAudioElement) => sound.currentTime)).toBeGreaterThan(1)
  await expect(wave).not.toHaveAttribute('aria-valuenow', '0')
  await page.getByRole('button', { name: '暂停' }).click()

  await wave.click({ position: { x: 4, y: 40 } })
  await expect.poll(() => audio.evaluate((sound: HTMLAudioElement) => sound.currentTime)).toBeLessThan(1)
  await page.getByRole('button', { name: '前进 10 秒' }).click()
  await expect.poll(() => audio.evaluate((sound: HTMLAudioElement) => sound.currentTime)).toBeGreaterThan(9)
  await page.getByRole('button', { name: /^速度/ }).click()
  await page.getByRole('menuitem', { name: '2×' }).click()
  expect(await audio.evaluate((sound: HTMLAudioElement) => sound.playbackRate)).toBe(2)
  await expect(page.locator('canvas').first()).toBeVisible()
})

test('says in words why a call failed', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  await createProfile(page, platform)
  for (const [ending, shown, words] of [
    ['9001', '138 0013 9001', '占线'],
    ['9004', '138 0013 9004', '关机'],
    ['9006', '138 0013 9006', '客户号码是空号'],
  ] as const) {
    const card = await dial(page, `1380013${ending}`, shown)
    await passTimeUntil(platform, () => card.getByText('被叫侧 0 分钟').isVisible())
    await expect(card).toContainText(words)
    await expect(card).toContainText('SIP 状态')
  }
})
