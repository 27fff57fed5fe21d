import type { Page } from '@playwright/test'
import { groupNumber } from '../../src/domain/phone/index.ts'
import { expect, test } from '../hosts/desk.ts'
import { passTimeUntil, screen } from '../pages/desk-page.ts'
import { chooseX, createMaskingProfile, masking, openForm } from '../pages/masking-page.ts'

const A = '+8613800000011'
const CUSTOMER = '+8613700000022'
const NUISANCE = '+8617100000099'

/** Begins a rule; where there is one kind only, the button says so. */
async function addRule(page: Page, name: string, kind?: '呼叫规则' | '短信规则'): Promise<void> {
  await page.getByRole('button', { name: /^(新建规则|短信规则)$/ }).click()
  if (kind !== undefined) await page.getByRole('menuitem', { name: kind }).click()
  await page.getByRole('textbox', { name: '规则名称' }).fill(name)
}

test('X mode: rules connect one caller and play to another, tried first and written down', async ({
  openDesk,
  platform,
}) => {
  const { page } = await openDesk()
  const { appKey, numbers } = await createMaskingProfile(page, platform, 'X')
  const x = numbers[0]?.number ?? ''
  const { tab, button, field } = masking(page)
  await screen(page).nav('号码绑定').click()
  await tab('路由').click()
  await addRule(page, '骚扰来电', '呼叫规则')
  await page.getByText('某些开头', { exact: true }).click()
  await field('号码开头').fill('171')
  await page.getByText('放音后挂断', { exact: true }).click()
  await addRule(page, '接总机', '呼叫规则')
  await field('接通号码').fill(groupNumber(A))
  await page.getByRole('switch', { name: '通话录音' }).click()

  // What is not kept yet can be tried; the first rule that fits decides.
  await page.getByRole('link', { name: '试算' }).click()
  for (const [caller, outcome] of [
    [NUISANCE, '由规则“骚扰来电”决定'],
    [CUSTOMER, '由规则“接总机”决定'],
  ] as const) {
    await field('谁呼叫或发短信').fill(groupNumber(caller))
    await button('试算').click()
    await expect(page.getByText(outcome)).toBeVisible()
  }
  await button('保存规则').click()
  await expect(page.getByText('规则即刻生效')).toBeVisible()

  for (const from of [CUSTOMER, NUISANCE]) {
    await platform.control('POST', '/sim/private-number/calls', { appKey, from, to: x, talkSeconds: 20 })
  }
  await page.getByRole('link', { name: '决策记录' }).click()
  const log = page.getByRole('listbox', { name: '决策记录' })
  await passTimeUntil(platform, async () => (await log.getByRole('option').count()) === 2)
  await expect(log.getByRole('option').filter({ hasText: groupNumber(CUSTOMER) })).toContainText('接总机')
  await expect(log.getByRole('option').filter({ hasText: groupNumber(NUISANCE) })).toContainText('挂断')

  await platform.control('POST', '/sim/advance', { seconds: 100 })
  await screen(page).nav('历史').click()
  const connected = screen(page)
    .calls.getByRole('option')
    .filter({ hasText: groupNumber(A) })
  await passTimeUntil(platform, () => connected.isVisible())
  await connected.click()
  await expect(page.getByText('由你的规则路由：查看决策记录')).toBeVisible()
  await expect(page.getByText('收到话单')).toBeVisible()
  await expect(screen(page).wave).toBeVisible()
})

test('AX: a message without a receiver is stopped, then let pass by a rule', async ({
  openDesk,
  platform,
}) => {
  const { page } = await openDesk()
  const { appKey, numbers } = await createMaskingProfile(page, platform, 'AX')
  const x = numbers[0]?.number ?? ''
  const { field, button, tab, detail } = masking(page)
  await openForm(page)
  await field('A 的真实号码').fill(groupNumber(A))
  await chooseX(page, x)
  await button('绑定').click()
  await expect(detail.getByText('生效中')).toBeVisible()

  await tab('短信').click()
  const messages = page.getByRole('listbox', { name: '短信列表' }).getByRole('option')
  const text = { appKey, from: A, to: x, text: '请尽快取件' }
  await platform.control('POST', '/sim/private-number/messages', text)
  await passTimeUntil(platform, () =>
    messages
      .filter({ hasText: /拦截|失败/ })
      .first()
      .isVisible(),
  )

  await tab('路由').click()
  await addRule(page, '转给买家')
  await field('接收号码').fill(groupNumber(CUSTOMER))
  await button('保存规则').click()
  await expect(page.getByText('规则即刻生效')).toBeVisible()
  await tab('短信').click()
  await platform.control('POST', '/sim/private-number/messages', text)
  await passTimeUntil(platform, () =>
    messages
      .filter({ hasText: /已放行|已发送/ })
      .first()
      .isVisible(),
  )
  await messages
    .filter({ hasText: /已放行|已发送/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: new RegExp(groupNumber(CUSTOMER)) })).toBeVisible()
})
