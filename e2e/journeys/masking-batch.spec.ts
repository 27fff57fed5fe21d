import iconv from 'iconv-lite'
import { z } from 'zod'
import { expect, test } from '../hosts/desk.ts'
import type { Platform } from '../hosts/platform.ts'
import { screen } from '../pages/desk-page.ts'
import { createMaskingProfile, masking } from '../pages/masking-page.ts'

const ROWS = 40

test('a file is read, tried, bound row by row, paused, gone on with, and undone', async ({
  openDesk,
  platform,
}) => {
  const { page } = await openDesk()
  const { numbers } = await createMaskingProfile(page, platform, 'AXB')
  const x = numbers[0]?.number ?? ''
  const { tab, button } = masking(page)
  await screen(page).nav('号码绑定').click()
  await tab('批量').click()
  await page.getByRole('link', { name: '导入文件' }).first().click()

  // As Excel saves it in China; one row names a service number, which cannot be bound.
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const serial = String(at).padStart(2, '0')
    return `138000001${serial},${at === 7 ? '4008001234' : `139000002${serial}`},${x.slice(3)},order-${at}`
  })
  const csv = ['商家号码,骑手号码,隐私号,单号', ...lines].join('\r\n')
  await page.locator('input[type=file]').setInputFiles({
    name: '今日订单.csv',
    mimeType: 'text/csv',
    buffer: iconv.encode(csv, 'gbk'),
  })
  await expect(page.getByText(`${ROWS} 行 · CSV · GB18030`)).toBeVisible()
  const means = (column: string) => page.getByRole('combobox', { name: `“${column}”列的含义` })
  await expect(means('商家号码')).toHaveValue('A')
  await expect(means('隐私号')).toHaveValue('X')
  await expect(means('单号')).toHaveValue('附加数据')
  // What the heading does not tell is chosen by a person.
  await means('骑手号码').click()
  await page.getByRole('option', { name: 'B', exact: true }).click()
  await button('试运行').click()

  await expect(page.getByText('1 行无法绑定')).toBeVisible()
  await expect(page.getByText('这个号码不能绑定')).toBeVisible()
  expect(await bound(platform)).toHaveLength(0)
  // A platform that takes its time, so that there is something to pause.
  await platform.control('POST', '/sim/faults', { operation: 'axb.bind', kind: 'delay', ms: 3000, times: 0 })
  await button(`绑定 ${ROWS - 1} 行`).click()
  await button('暂停').click()
  await platform.control('DELETE', '/sim/faults')
  await expect(page.getByText('已暂停').first()).toBeVisible()
  const before = (await bound(platform)).length
  expect(before).toBeLessThan(ROWS - 1)
  await page.getByRole('button', { name: /^继续绑定 \d+ 行$/ }).click()
  await expect(page.getByText('已完成').first()).toBeVisible({ timeout: 30_000 })
  const names = (await bound(platform)).map(({ userData }) => userData)
  expect(names).toHaveLength(ROWS - 1)
  expect(new Set(names).size).toBe(ROWS - 1)

  const saved = page.waitForEvent('download')
  await button('结果文件').click()
  await page.getByRole('menuitem', { name: 'CSV' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toMatch(/\.csv$/)
  const result = await page.evaluate(async (url) => (await fetch(url)).text(), download.url())
  expect(result.match(/已绑定/g)).toHaveLength(ROWS - 1)
  expect(result).toContain('4008001234')

  await button('撤销').click()
  await page.getByRole('textbox', { name: '请输入绑定的个数以确认' }).fill(String(ROWS - 1))
  await button('全部解绑').click()
  const living = async () =>
    z.object({ bindings: z.array(z.unknown()) }).parse(await platform.control('GET', '/sim/private-number'))
      .bindings.length
  await expect.poll(living, { timeout: 30_000 }).toBe(0)
})

/** Everything the platform has ever bound. */
async function bound(platform: Platform): Promise<{ userData?: string | undefined }[]> {
  return z
    .array(z.object({ userData: z.string().optional() }))
    .parse(await platform.control('GET', '/sim/private-number/binds'))
}
