import { formatPlatformTime } from '../../src/domain/time/index.ts'
import { isUtcMs, must } from '../../src/domain/values.ts'
import { expect, test } from '../hosts/desk.ts'
import { createProfile, screen } from '../pages/desk-page.ts'

const DAY_MS = 86_400_000

/** The fee record of a call that ended then, as the platform pushes it. */
async function pushFee(feeUrl: string, call: { customer: string; endedAt: number; recorded?: boolean }) {
  const at = (seconds: number) => formatPlatformTime(must(call.endedAt + seconds * 1000, isUtcMs, 'time'))
  const fee = {
    sessionId: `session-of-${call.customer}`,
    callerNum: '+8675528000111',
    calleeNum: '+8613500001111',
    fwdDstNum: `+86${call.customer}`,
    callOutStartTime: at(-30),
    callOutAnswerTime: at(-25),
    fwdAnswerTime: at(-20),
    callEndTime: at(0),
    ...(call.recorded === true
      ? {
          recordFlag: 1,
          recordStartTime: at(-20),
          recordObjectName: 'nowhere.wav',
          recordDomain: 'recstore01.example.com',
        }
      : {}),
  }
  const answer = await fetch(feeUrl, {
    method: 'POST',
    body: JSON.stringify({ eventType: 'fee', feeLst: [fee] }),
  })
  expect(answer.status).toBe(200)
}

test('what is over its time is counted first, then deleted, but not what is held or still to be rescued', async ({
  openDesk,
  platform,
}) => {
  const { page } = await openDesk()
  await createProfile(page, platform)
  const feeUrl = await page
    .locator('dl > div')
    .filter({ has: page.getByText('话单通知', { exact: true }) })
    .locator('code')
    .innerText()
  const now = Date.now()
  await pushFee(feeUrl, { customer: '13800130001', endedAt: now - 40 * DAY_MS })
  await pushFee(feeUrl, { customer: '13800130002', endedAt: now - 40 * DAY_MS })
  await pushFee(feeUrl, { customer: '13800130003', endedAt: now - 5 * DAY_MS, recorded: true })

  const { nav, calls } = screen(page)
  await nav('历史').click()
  await expect(calls.getByRole('option')).toHaveCount(3)
  await calls.getByRole('option', { name: /138 0013 0002/ }).click()
  await page.getByRole('button', { name: '法务保留', exact: true }).click()
  await page.getByRole('textbox', { name: '原因' }).fill('投诉核实')
  await page.getByRole('button', { name: '设为保留' }).click()
  await expect(page.getByRole('button', { name: '法务保留中' })).toBeVisible()

  await nav('设置').click()
  await page.getByRole('link', { name: '隐私' }).click()
  const days = page.getByRole('textbox', { name: '天数：呼叫' })
  const row = page.getByRole('row').filter({ has: days })
  const run = page.getByRole('button', { name: '立即清除' })
  await days.fill('1')
  await page.getByRole('button', { name: '查看会清除什么' }).click()
  // Of three calls older than a day one is held, and one has a recording that may still be fetched.
  await expect(row).toContainText(/1 条 · /)
  await expect(page.getByText('1 个呼叫处于法务保留，不会清除。')).toBeVisible()
  await expect(run).toBeDisabled()
  await page.getByRole('button', { name: '保存天数' }).click()
  await page.getByRole('button', { name: '查看会清除什么' }).click()
  await run.click()
  await page.getByRole('alert').getByRole('button', { name: '立即清除' }).click()
  await expect(page.getByText(/上次清除：.*共 1 条/)).toBeVisible()

  await nav('历史').click()
  await expect(calls.getByRole('option')).toHaveCount(2)
  await expect(calls.getByRole('option', { name: /138 0013 0001/ })).toHaveCount(0)
})
