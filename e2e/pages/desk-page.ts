import { expect, type Locator, type Page } from '@playwright/test'
import { z } from 'zod'
import type { Platform, PlatformApp } from '../hosts/platform.ts'

/** What a person does on the Chinese screens, in the words that stand there. */
export const screen = (page: Page) => ({
  nav: (name: '拨号' | '历史' | '录音' | '号码绑定' | '放音文件' | '质检' | '设置') =>
    page.getByRole('link', { name, exact: true }),
  customer: page.getByRole('textbox', { name: '客户号码' }),
  own: page.getByRole('textbox', { name: '你的电话' }),
  dialButton: page.getByRole('button', { name: '拨打', exact: true }),
  card: (number: string) => page.getByRole('article', { name: `与 ${number} 的呼叫` }),
  calls: page.getByRole('listbox', { name: '呼叫列表' }),
  wave: page.getByRole('slider', { name: '波形' }),
})

/** Fills the form of a new profile for the simulator and saves it, from wherever the person stands. */
export async function createProfile(
  page: Page,
  platform: Platform,
  secret = platform.app.appSecret,
): Promise<void> {
  await fillProfile(page, platform, platform.app, secret)
  await page.getByRole('textbox', { name: '你的电话' }).fill('135 0000 1111')
  await page.getByRole('button', { name: '建立配置' }).click()
  await expect(page.getByRole('heading', { name: '华南客服' })).toBeVisible()
}

/** A profile for another kind of call than callbacks. @param kind as the list of kinds has it */
export async function createProfileFor(
  page: Page,
  platform: Platform,
  app: PlatformApp,
  kind: string,
  name: string,
): Promise<void> {
  await fillProfile(page, platform, app, app.appSecret, name)
  await page.getByRole('combobox', { name: '业务类型' }).click()
  await page.getByRole('option', { name: kind }).click()
  await page.getByRole('button', { name: '建立配置' }).click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
}

async function fillProfile(
  page: Page,
  platform: Platform,
  app: PlatformApp,
  secret: string,
  name = '华南客服',
): Promise<void> {
  await page.getByRole('link', { name: '新建配置' }).click()
  await page.getByRole('textbox', { name: '名称' }).fill(name)
  await page.getByText('模拟器', { exact: true }).click()
  await page.getByRole('textbox', { name: 'APP 接入地址' }).fill(platform.url)
  await page.getByRole('textbox', { name: 'APP_Key' }).fill(app.appKey)
  const display = page.getByRole('combobox', { name: '显示号码' })
  await display.fill(app.displayNumbers[0] ?? '')
  await display.press('Enter')
  await page.getByRole('textbox', { name: 'APP_Secret' }).fill(secret)
}

/** Dials as an agent does, and finds the card of the call. @param shown the number as the card groups it */
export async function dial(
  page: Page,
  typed: string,
  shown: string,
  options: { record?: boolean } = {},
): Promise<Locator> {
  const { nav, customer, dialButton, card } = screen(page)
  await nav('拨号').click()
  await customer.fill(typed)
  if (options.record === true) {
    await page.getByRole('button', { name: '呼叫选项' }).click()
    await page.getByRole('switch', { name: '通话录音' }).check()
  }
  await dialButton.click()
  return card(shown)
}

/** Lets time pass at the platform, second by second, until the screen shows what is waited for. */
export async function passTimeUntil(platform: Platform, holds: () => Promise<boolean>): Promise<void> {
  await expect
    .poll(
      async () => {
        if (await holds()) return true
        await platform.control('POST', '/sim/advance', { seconds: 1 })
        return holds()
      },
      // Minutes of the platform's time, a second at each look: the limit is for what never comes.
      { intervals: [50, 100, 150], timeout: 120_000 },
    )
    .toBe(true)
}

/** How many calls the platform has placed. */
export async function callsPlaced(platform: Platform): Promise<number> {
  return SimulatorState.parse(await platform.control('GET', '/sim/state')).calls
}

const SimulatorState = z.object({ calls: z.number() })
