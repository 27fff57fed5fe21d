import { expect, test } from '../hosts/desk.ts'
import { callsPlaced, createProfile, dial, passTimeUntil, screen } from '../pages/desk-page.ts'

test('a call whose answer was lost is settled by the platform’s own push', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  await createProfile(page, platform)
  await platform.control('POST', '/sim/faults', { operation: 'click2Call', kind: 'cutAfter' })
  const card = await dial(page, '13800130001', '138 0013 0001')
  await passTimeUntil(platform, () => card.getByText('你的电话正在振铃').isVisible())
  await expect(card.getByText('不确定这通呼叫是否已经发出')).toHaveCount(0)
  expect(await callsPlaced(platform)).toBe(1)
})

test('a call that may not have been placed is settled by the agent, and never sent again', async ({
  openDesk,
  platform,
}) => {
  const { page } = await openDesk()
  const { nav } = screen(page)
  await createProfile(page, platform)
  await platform.control('POST', '/sim/faults', { operation: 'click2Call', kind: 'cutBefore' })
  const card = await dial(page, '13800130001', '138 0013 0001')
  await expect(card.getByText('不确定这通呼叫是否已经发出')).toBeVisible()
  await expect(card.getByRole('button', { name: '重拨' })).toHaveCount(0)
  await page.reload()
  await nav('历史').click()
  await nav('拨号').click()
  await card.getByRole('button', { name: '没有响' }).click()
  await expect(card.getByRole('button', { name: '重拨' })).toBeVisible()
  expect(await callsPlaced(platform)).toBe(0)
})

test('two presses on the button are one call', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  const { nav, customer, dialButton, card } = screen(page)
  await createProfile(page, platform)
  await platform.control('POST', '/sim/faults', { operation: 'click2Call', kind: 'delay', ms: 400 })
  await nav('拨号').click()
  await customer.fill('13800130001')
  await expect(dialButton).toBeEnabled()
  await dialButton.evaluate((button: HTMLButtonElement) => {
    button.click()
    button.click()
  })
  await customer.press('Enter')
  // Ringing is told by a push: by then the answer that was held back has come too.
  await passTimeUntil(platform, () => card('138 0013 0001').getByText('你的电话正在振铃').isVisible())
  await expect(page.getByRole('article')).toHaveCount(1)
  expect(await callsPlaced(platform)).toBe(1)
})

test('a wrong secret pauses the profile before the address is locked', async ({ openDesk, platform }) => {
  const { page } = await openDesk()
  const { nav, customer, dialButton } = screen(page)
  await createProfile(page, platform, 'not-the-secret-0001')
  await page.getByRole('button', { name: '测试', exact: true }).click()
  await expect(page.getByText('已暂停：平台没有认可鉴权信息')).toBeVisible()
  await expect(page.getByRole('button', { name: '测试', exact: true })).toBeDisabled()

  await nav('拨号').click()
  await customer.fill('13800130001')
  await expect(page.getByText('已暂停：平台没有认可鉴权信息')).toBeVisible()
  await expect(dialButton).toBeDisabled()

  await nav('设置').click()
  await page.getByRole('link', { name: '应用配置' }).click()
  await page.getByRole('button', { name: '恢复', exact: true }).click()
  await expect(page.getByText('再次鉴权失败会使本机地址被封锁 30 分钟')).toBeVisible()
  await page.getByRole('button', { name: '取消' }).click()
  await page.getByRole('textbox', { name: 'APP_Secret' }).fill(platform.app.appSecret)
  await page.getByRole('button', { name: '更换 APP_Secret' }).click()
  await expect(page.getByText('已暂停')).toHaveCount(0)
  await page.getByRole('button', { name: '测试', exact: true }).click()
  await expect(page.getByText('平台认可 APP_Key 和 APP_Secret。')).toBeVisible()
})
