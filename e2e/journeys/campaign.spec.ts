import { createServer } from 'node:net'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { expect, test } from '../hosts/desk.ts'
import type { Platform } from '../hosts/platform.ts'
import { createProfileFor } from '../pages/desk-page.ts'

const ROWS = 500
const numberOf = (row: number) => `1380${String(row % 10)}${String(100_000 + row)}`
const Callees = z.record(z.string(), z.array(z.unknown()))

/** A port that nobody uses: the platform keeps the push addresses it was told over a restart. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return address !== null && typeof address === 'object' ? address.port : 0
}

/** Lets time pass at the platform until the screen shows what is waited for. */
async function runUntil(platform: Platform, holds: () => Promise<boolean>, seconds = 10): Promise<void> {
  await expect
    .poll(
      async () => {
        await platform.control('POST', '/sim/advance', { seconds })
        return holds()
      },
      { timeout: 90_000, intervals: [100] },
    )
    .toBe(true)
}

const callsOf = async (page: Page): Promise<number> =>
  Number(/共呼叫 (\d+) 次/.exec(await page.getByRole('region', { name: '进展' }).innerText())?.[1] ?? 0)

test('a campaign of 500 rows is paused, killed, begun again and finished, and calls each row once', async ({
  openDesk,
  platform,
  dataDir,
}) => {
  test.setTimeout(600_000)
  const app = platform.appFor('notification')
  await platform.control('POST', '/sim/apps', { ...app, recordingEnabled: false, ports: 100 })
  await platform.control('POST', '/sim/rules', {
    rules: [
      { endsWith: '1', attempts: [{ outcome: 'busy' }] },
      { endsWith: '2', attempts: [{ outcome: 'noAnswer' }] },
      { endsWith: '3', attempts: [{ outcome: 'answered', digits: '1' }] },
    ],
  })
  const desk = await openDesk()
  const { page } = desk
  await createProfileFor(page, platform, app, '语音通知', '通知应用')
  await page.getByRole('link', { name: '设置', exact: true }).click()
  await page.getByRole('link', { name: '接收服务' }).click()
  await page.getByRole('textbox', { name: '端口' }).fill(String(await freePort()))
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存')).toBeVisible()

  await page.getByRole('link', { name: '语音通知', exact: true }).first().click()
  await page.getByRole('link', { name: '外呼任务', exact: true }).click()
  await page.getByRole('button', { name: '新建任务' }).click()
  await page.getByRole('textbox', { name: '名称' }).fill('满意度回访')
  const rows = Array.from({ length: ROWS }, (_, row) => `${numberOf(row)},客户${row}`)
  await page.locator('input[type=file]').setInputFiles({
    name: '名单.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['手机号,姓名', ...rows, '12345,坏号'].join('\n')),
  })
  await expect(page.getByRole('cell', { name: '客户0' })).toBeVisible()
  await page.getByRole('button', { name: '使用此名单' }).click()
  await expect(page.getByText('名单.csv：501 行')).toBeVisible()
  await page.getByRole('button', { name: '添加放音文件' }).click()
  await page.getByRole('combobox', { name: '文件', exact: true }).fill('greeting_1.wav')
  await page.getByRole('switch', { name: '播放后收取按键' }).check()
  await page.getByRole('switch', { name: '只在以下时段呼叫' }).uncheck()
  await page.getByRole('textbox', { name: '每秒发起呼叫数' }).fill('50')
  await page.getByRole('textbox', { name: '同时呼叫数' }).fill('100')
  await page.getByRole('textbox', { name: '每个号码最多呼叫次数' }).fill('1')
  await page.getByRole('button', { name: '添加规则' }).click()
  await page.getByRole('textbox', { name: '标签' }).fill('满意')

  await page.getByRole('button', { name: '检查', exact: true }).click()
  await expect(page.getByText(`将呼叫 ${ROWS} 个号码`)).toBeVisible()
  await page.getByRole('button', { name: '开始呼叫' }).click()
  await runUntil(platform, async () => (await callsOf(page)) > 60)
  await page.getByRole('button', { name: '暂停' }).click()
  await expect(page.getByText('已由人工暂停')).toBeVisible()
  await page.getByRole('button', { name: '继续' }).click()
  await runUntil(platform, async () => (await callsOf(page)) > 150)
  await desk.kill()
  await desk.close()

  const again = (await openDesk({ dataDir })).page
  await again.getByRole('link', { name: '语音通知', exact: true }).first().click()
  await again.getByRole('link', { name: '外呼任务', exact: true }).click()
  await again.getByRole('link', { name: /满意度回访/ }).click()
  await expect(again.getByText('应用关闭时任务正在进行')).toBeVisible()
  // Fee records that found nobody come again after an hour.
  await platform.control('POST', '/sim/advance', { seconds: 3700 })
  const course = again.getByRole('region', { name: '进展' })
  await expect(course).toContainText('呼叫中 0')
  // Who was claimed and not called is left to a person.
  await again.getByRole('combobox', { name: '状态' }).click()
  await again.getByRole('option', { name: '未知' }).click()
  const notCalled = again.getByRole('button', { name: '未呼叫' })
  await expect(async () => {
    if (await notCalled.first().isVisible()) await notCalled.first().click()
    await expect(course).toContainText('未知 0')
  }).toPass({ timeout: 20_000 })

  await again.getByRole('button', { name: '继续' }).click()
  await runUntil(platform, () => again.getByText('已完成', { exact: true }).first().isVisible())
  await expect(course).toContainText(`共呼叫 ${ROWS} 次`)
  await expect(course).toContainText('满意')
  const callees = Callees.parse(await platform.control('GET', '/sim/callees'))
  expect(Object.keys(callees)).toHaveLength(ROWS)
  expect(Object.values(callees).every((attempts) => attempts.length === 1)).toBe(true)
})
