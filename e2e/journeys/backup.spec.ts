import { readdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../hosts/desk.ts'
import type { Platform } from '../hosts/platform.ts'
import { createProfile, dial, passTimeUntil, screen } from '../pages/desk-page.ts'

/** Two calls in the history. */
async function workADay(page: Page, platform: Platform): Promise<void> {
  await createProfile(page, platform)
  for (const ending of ['9001', '9004']) {
    const card = await dial(page, `1380013${ending}`, `138 0013 ${ending}`)
    await passTimeUntil(platform, () => card.getByText('被叫侧 0 分钟').isVisible())
  }
}

async function openData(page: Page): Promise<void> {
  await screen(page).nav('设置').click()
  await page.getByRole('link', { name: '备份与数据' }).click()
}

/** Each starts the application three times. */
test.describe.configure({ timeout: 300_000 })

test('a backup made while working comes back on a blank machine', async ({ openDesk, platform }) => {
  const first = await openDesk()
  await workADay(first.page, platform)
  await openData(first.page)
  await first.page.getByRole('textbox', { name: '密钥口令' }).fill('a pass phrase')
  await first.page.getByRole('button', { name: '立即备份' }).click()
  const row = first.page.getByRole('row', { name: /2 个呼叫/ })
  await expect(row).toBeVisible()
  await expect(row).toContainText('密钥')
  const backups = join(first.dataDir, 'backups')
  const [name = ''] = readdirSync(backups).filter((file) => file.endsWith('.vdbackup'))
  const saved = await readFile(join(backups, name))
  expect(saved.includes(platform.app.appSecret)).toBe(false)
  await first.close()

  const blank = await mkdtemp(join(tmpdir(), 'voicedesk-blank-'))
  try {
    const second = await openDesk({ dataDir: blank })
    await openData(second.page)
    await second.page.locator('input[type=file][accept=".vdbackup"]').setInputFiles({
      name: 'from-elsewhere.vdbackup',
      mimeType: 'application/octet-stream',
      buffer: saved,
    })
    await expect(second.page.getByText('恢复 from-elsewhere.vdbackup')).toBeVisible()
    const phrase = second.page.getByRole('textbox', { name: '密钥口令' }).last()
    await phrase.fill('another phrase')
    await second.page.getByRole('button', { name: '检查并恢复' }).click()
    await expect(second.page.getByText('口令不对，无法打开备份中的密钥。')).toBeVisible()
    await second.page.getByRole('button', { name: '取消' }).click()
    await second.page.locator('input[type=file][accept=".vdbackup"]').setInputFiles({
      name: 'from-elsewhere.vdbackup',
      mimeType: 'application/octet-stream',
      buffer: saved,
    })
    await phrase.fill('a pass phrase')
    await second.page.getByRole('button', { name: '检查并恢复' }).click()
    await expect(second.page.getByText(/有一份备份等待恢复/)).toBeVisible()
    await second.close()

    const third = await openDesk({ dataDir: blank })
    const { nav, calls } = screen(third.page)
    await nav('历史').click()
    await expect(calls.getByRole('option')).toHaveCount(2)
    await expect(third.page.getByRole('button', { name: /华南客服/ })).toBeVisible()
    await expect(third.page.getByText('缺少 APP_Secret')).toHaveCount(0)
    await third.close()
  } finally {
    await rm(blank, { recursive: true, force: true, maxRetries: 5 })
  }
})

test('damaged data is said to be damaged, and the newest backup takes its place', async ({
  openDesk,
  platform,
}) => {
  const first = await openDesk()
  await workADay(first.page, platform)
  await openData(first.page)
  await first.page.getByRole('button', { name: '立即备份' }).click()
  await expect(first.page.getByRole('row', { name: /2 个呼叫/ })).toBeVisible()
  await first.close()
  const broken = 'this is no database any more'.repeat(300)
  writeFileSync(join(first.dataDir, 'voicedesk.db'), broken)

  const second = await openDesk()
  await expect(second.page.getByRole('heading', { name: '本机的数据已损坏' })).toBeVisible()
  await second.page.getByRole('button', { name: /恢复最新的备份/ }).click()
  await second.page.getByRole('button', { name: '检查并恢复' }).click()
  await expect(second.page.getByText('已就绪。请关闭 Voicedesk 后重新启动。')).toBeVisible()
  await second.close()

  const third = await openDesk()
  const { nav, calls } = screen(third.page)
  await nav('历史').click()
  await expect(calls.getByRole('option')).toHaveCount(2)
  const aside = readdirSync(third.dataDir).find((entry) => entry.startsWith('aside-')) ?? ''
  expect(await readFile(join(third.dataDir, aside, 'voicedesk.db'), 'utf8')).toBe(broken)
})

test('calls are exported from the history and taken in by another installation', async ({
  openDesk,
  platform,
}) => {
  const first = await openDesk()
  const { page } = first
  await workADay(page, platform)
  const { nav, calls } = screen(page)
  await nav('历史').click()
  await page.getByRole('button', { name: '导出呼叫' }).click()
  await page.getByRole('button', { name: '全部', exact: true }).click()
  await page.getByRole('button', { name: '导出', exact: true }).click()
  const folder = join(first.dataDir, 'exports')
  await expect.poll(() => readdirSync(folder).filter((file) => file.endsWith('.xlsx')).length).toBe(1)
  const [name = ''] = readdirSync(folder)
  const file = await readFile(join(folder, name))
  await expect(calls.getByRole('option')).toHaveCount(2)
  await first.close()

  const other = await mkdtemp(join(tmpdir(), 'voicedesk-other-'))
  try {
    const second = await openDesk({ dataDir: other })
    await openData(second.page)
    await second.page.locator('input[type=file][accept*=".xlsx"]').setInputFiles({
      name: 'calls.xlsx',
      mimeType: 'application/octet-stream',
      buffer: file,
    })
    const there = screen(second.page)
    await there.nav('历史').click()
    await expect(there.calls.getByRole('option')).toHaveCount(2)
    await expect(there.calls.getByRole('option').first()).toContainText('138 0013 9004')
    await second.close()
  } finally {
    await rm(other, { recursive: true, force: true, maxRetries: 5 })
  }
})
