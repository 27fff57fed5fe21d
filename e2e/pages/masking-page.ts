import { expect, type Locator, type Page } from '@playwright/test'
import { groupNumber } from '../../src/domain/phone/index.ts'
import type { MaskingApp, Platform } from '../hosts/platform.ts'
import { passTimeUntil, screen } from './desk-page.ts'

const NAMES = { AXB: '外卖', AX: '房产', AXE: '快递', AXYB: '招聘', X: '总机' } as const
/** Rows of the push addresses as the profile names them, and what the platform's console calls them. */
const ADDRESSES = [
  ['状态通知', 'statusUrl'],
  ['话单通知', 'feeUrl'],
  ['短信通知', 'smsUrl'],
  ['短信控制', 'smsControlUrl'],
  ['号码状态', 'numberStatusUrl'],
] as const

/**
 * Makes a profile of a mode on the screen and enters its push addresses at the platform, as a person does in
 * the console.
 */
export async function createMaskingProfile(
  page: Page,
  platform: Platform,
  mode: MaskingApp['mode'],
): Promise<MaskingApp> {
  const app = platform.maskingApp(mode)
  await page.getByRole('link', { name: '新建配置' }).click()
  await page.getByRole('textbox', { name: '名称' }).fill(NAMES[mode])
  await page.getByRole('combobox', { name: '业务类型' }).click()
  await page.getByRole('option', { name: `隐私号 ${mode}`, exact: true }).click()
  await page.getByText('模拟器', { exact: true }).click()
  await page.getByRole('textbox', { name: 'APP 接入地址' }).fill(platform.url)
  await page.getByRole('textbox', { name: 'APP_Key' }).fill(app.appKey)
  const numbers = page.getByRole('combobox', { name: '隐私号码' })
  for (const { number } of app.numbers) {
    await numbers.fill(groupNumber(number))
    await numbers.press('Enter')
  }
  await page.getByRole('textbox', { name: 'APP_Secret' }).fill(app.appSecret)
  await page.getByRole('button', { name: '建立配置' }).click()
  await expect(page.getByRole('heading', { name: NAMES[mode] })).toBeVisible()
  const urls: [string, string][] = []
  for (const [label, name] of ADDRESSES) {
    const row = page.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) })
    urls.push([name, await row.locator('code').innerText()])
  }
  await platform.control('POST', '/sim/private-number/addresses', {
    appKey: app.appKey,
    ...Object.fromEntries(urls),
  })
  return app
}

/** What a person does on the Chinese screens of the masking desk. */
export const masking = (page: Page) => ({
  tab: (name: '绑定关系' | '隐私号码' | '批量' | '路由' | '短信') =>
    page.getByRole('navigation', { name: '号码绑定的各部分' }).getByRole('link', { name, exact: true }),
  list: page.getByRole('listbox', { name: '绑定列表' }),
  field: (name: string): Locator => page.getByRole('textbox', { name, exact: true }),
  button: (name: string) => page.getByRole('button', { name, exact: true }),
  x: page.getByLabel('隐私号码', { exact: true }).first(),
  detail: page.getByRole('article'),
})

/** Opens the form of a new binding in the mode of the profile in use. */
export async function openForm(page: Page): Promise<void> {
  await screen(page).nav('号码绑定').click()
  await page.getByRole('link', { name: '新建绑定' }).first().click()
  await expect(page.getByRole('heading', { name: /新建绑定/ })).toBeVisible()
}

/** Chooses a private number of the pool by typing it. */
export async function chooseX(page: Page, number: string): Promise<void> {
  const { x } = masking(page)
  await x.fill(groupNumber(number))
  await page.keyboard.press('Escape')
}

/**
 * Lets somebody dial a private number, waits until the binding on the screen shows the call as answered and
 * told, and opens it in the history.
 */
export async function callAndOpen(
  page: Page,
  platform: Platform,
  call: { appKey: string; from: string; to: string; digits?: string },
): Promise<void> {
  await platform.control('POST', '/sim/private-number/calls', { ...call, talkSeconds: 20 })
  const row = masking(page).detail.getByRole('link', { name: /已接通|接通/ })
  await passTimeUntil(platform, () => row.first().isVisible())
  await platform.control('POST', '/sim/advance', { seconds: 60 })
  await row.first().click()
  await expect(page.getByText('收到话单')).toBeVisible()
  await expect(page.getByRole('link', { name: '打开绑定' })).toBeVisible()
}

/** Unbinds what is open, naming it by its last four digits. */
export async function unbind(page: Page, digits: string): Promise<void> {
  const { button, detail } = masking(page)
  await detail.getByRole('button', { name: '解绑', exact: true }).first().click()
  await page.getByRole('textbox', { name: '请输入号码的后四位以确认' }).fill(digits)
  await button('确认解绑').click()
}
