import { expect, type Locator, type Page } from '@playwright/test'
import { z } from 'zod'
import type { Platform } from '../hosts/platform.ts'

/** What a person does on the Chinese screens, in the words that stand there. */
export const screen = (page: Page) => ({
  nav: (name: '拨号' | '历史' | '放音文件' | '设置') => page.getByRole('link', { name, exact: true }),
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
  await page.getByRole('link', { name: '新建配置' }).click()
  await page.getByRole('textbox', { name: '名称' }).fill('华南客服')
  await page.getByText('模拟器', { exact: true }).click()
  await page.getByRole('textbox', { name: 'APP 接入地址' }).fill(platform.url)
  await page.getByRole('textbox', { name: 'APP_Key' }).fill(platform.app.appKey)
  const display = page.getByRole('combobox', { name: '显示号码' })
  await display.fill('0755-2800 0111')
  await display.press('Enter')
  await page.getByRole('textbox', { name: '你的电话' }).fill('135 0000 1111')
  await page.getByRole('textbox', { name: 'APP_Secret' }).fill(secret)
  await page.getByRole('button', { name: '建立配置' }).click()
  await expect(page.getByRole('heading', { name: '华南客服' })).toBeVisible()
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
      { intervals: [50, 100, 150], timeout: 20_000 },
    )
    .toBe(true)
}

/** How many calls the platform has placed. */
export async function callsPlaced(platform: Platform): Promise<number> {
  return SimulatorState.parse(await platform.control('GET', '/sim/state')).calls
}

const SimulatorState = z.object({ calls: z.number() })
