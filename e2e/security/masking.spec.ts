import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../hosts/desk.ts'
import { createProfile, screen } from '../pages/desk-page.ts'
import { findNumbers, numbersIn, walkEverywhere, watchClipboard } from './find-number.ts'
import { findSecret } from './find-secret.ts'
import { watchWhatIsTold } from './told.ts'

/** Never typed into the page: whatever shows them got them from main. */
const CUSTOMERS = ['13812345678', '15987654321']
const LANDLINE = '75526543210'
const PLANTED = [...CUSTOMERS, LANDLINE]

const feeOf = (customer: string, serial: number, endedAt: number) => {
  const at = (seconds: number) =>
    new Date(endedAt + seconds * 1000).toISOString().replace('T', ' ').slice(0, 19)
  return {
    direction: 0,
    spId: 'planted',
    appKey: 'planted',
    icid: `planted-${serial}`,
    bindNum: '+8675528000111',
    sessionId: `1201_612_4294967295_2026${serial}@callenabler01.example.com`,
    callerNum: '+8675528000111',
    calleeNum: `+86${LANDLINE}`,
    fwdDisplayNum: '+8675528000111',
    fwdDstNum: `+86${customer}`,
    callOutStartTime: at(-30),
    callOutAnswerTime: at(-25),
    fwdStartTime: at(-24),
    fwdAnswerTime: at(-20),
    callEndTime: at(0),
    fwdUnaswRsn: 0,
    ulFailReason: 0,
    sipStatusCode: 0,
    recordFlag: 1,
    recordStartTime: at(-20),
    recordObjectName: `planted${serial}.wav`,
    recordDomain: 'recstore01.example.com',
    serviceType: '002',
    // Nobody knows what else a record brings along.
    userData: `${customer.slice(0, 3)} ${customer.slice(3, 7)} ${customer.slice(7)}`,
  }
}

/** The walk takes minutes: each host is walked through once, and each language on one of them. */
const LANGUAGES = { browser: 'zh-CN', double: 'en', electron: 'en' } as const

test('no screen shows a number in full while they are masked', async ({ openDesk, platform, hostKind }) => {
  const language: 'zh-CN' | 'en' = LANGUAGES[hostKind]
  const desk = await openDesk()
  const { page } = desk
  const heard = watchWhatIsTold(page)

  await createProfile(page, platform)
  const pushTo = (await page.locator('code', { hasText: '/fee' }).innerText()).trim()
  await page.getByRole('link', { name: '隐私' }).click()
  await page.getByRole('switch', { name: '遮盖个人号码' }).click()
  await expect(page.getByRole('textbox', { name: '完整显示的秒数' })).toBeEnabled()
  if (language === 'en') {
    await page.getByRole('link', { name: '通用' }).click()
    await page.getByText('English', { exact: true }).click()
  }
  await expect(page.locator('html')).toHaveAttribute('lang', language)

  const now = Date.now()
  const feeLst = CUSTOMERS.map((customer, at) => feeOf(customer, 11250230 + at, now - at * 60_000))
  const told = await fetch(pushTo, { method: 'POST', body: JSON.stringify({ eventType: 'fee', feeLst }) })
  expect(told.status).toBe(200)
  const unread = await fetch(pushTo, { method: 'POST', body: `not JSON: ${CUSTOMERS[0]}` })
  expect(unread.status).toBe(400)

  const clipboard = await watchClipboard(page)
  const walked = await walkEverywhere(page, async (where) => {
    expect(await findNumbers(page, PLANTED), where).toEqual([])
  })
  expect(walked).toEqual(expect.arrayContaining(['#/', '#/history', '#/settings/audit']))
  expect(walked.filter((place) => /^#\/history\/./.test(place)).length).toBeGreaterThanOrEqual(2)

  // Still found by what everybody knows of a number, and shown as long as it is.
  await page.evaluate(() => {
    location.hash = '#/history'
  })
  const search = page.getByRole('searchbox', { name: /^(查找通话|Search calls)$/ })
  await search.fill('5678')
  const row = page.getByRole('listbox').getByRole('option')
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('138 •••• 5678')
  await row.click()
  await expect(page.getByRole('button', { name: /^(?:复制号码|Copy number)/ }).first()).toBeVisible()
  for (const copy of await page.getByRole('button', { name: /^(?:复制|Copy)/ }).all()) await copy.click()
  const copied = await clipboard()
  expect(copied.length).toBeGreaterThanOrEqual(1)
  expect(copied).toContain('+86138••••5678')
  expect(numbersIn(copied.join('\n'), PLANTED)).toEqual([])

  expect(numbersIn([...(await heard()), desk.output()].join('\n'), PLANTED)).toEqual([])
  const logs = join(desk.dataDir, 'logs')
  for (const name of readdirSync(logs)) {
    expect(numbersIn(readFileSync(join(logs, name), 'utf8'), PLANTED), name).toEqual([])
  }
  expect(await findSecret(page, CUSTOMERS[0] ?? '')).toEqual([])
})

test('a number is shown in full when asked for, is written down, and is masked again', async ({
  openDesk,
  platform,
}) => {
  const { page } = await openDesk()
  await createProfile(page, platform)
  const pushTo = (await page.locator('code', { hasText: '/fee' }).innerText()).trim()
  const [customer = ''] = CUSTOMERS
  const body = JSON.stringify({ eventType: 'fee', feeLst: [feeOf(customer, 11250230, Date.now())] })
  expect((await fetch(pushTo, { method: 'POST', body })).status).toBe(200)
  await page.getByRole('link', { name: '隐私' }).click()
  await page.getByRole('switch', { name: '遮盖个人号码' }).click()
  await expect(page.getByRole('textbox', { name: '完整显示的秒数' })).toBeEnabled()
  const { nav, calls } = screen(page)
  await nav('历史').click()
  await calls.getByRole('option').first().click()
  const heading = page.getByRole('heading', { name: /138/ })
  await expect(heading).toHaveText('138 •••• 5678')

  await page.clock.install()
  await page.getByRole('button', { name: '显示完整号码 138 •••• 5678' }).click()
  await expect(heading).toHaveText('138 1234 5678')
  expect(await findNumbers(page, [customer])).not.toEqual([])
  await page.clock.fastForward(31_000)
  await expect(heading).toHaveText('138 •••• 5678')
  expect(await findNumbers(page, [customer])).toEqual([])

  await nav('设置').click()
  await page.getByRole('link', { name: '审计日志' }).click()
  await expect(page.getByRole('row', { name: /号码/ }).first()).toBeVisible()
  expect(await findNumbers(page, [customer])).toEqual([])
})

test('the search of these tests finds what is there', async ({ openDesk }) => {
  const { page } = await openDesk()
  const [one = ''] = CUSTOMERS
  const spaced = `${one.slice(0, 3)} ${one.slice(3, 7)}-${one.slice(7)}`
  const places: Record<string, string> = {
    text: `const p = document.createElement('p'); p.textContent = text; document.body.append(p)`,
    attributes: `document.body.setAttribute('data-x', text)`,
    title: `document.title = text`,
    storage: `localStorage.setItem('x', text)`,
    readers: `const b = document.createElement('button'); b.setAttribute('aria-label', text); document.body.append(b)`,
  }
  for (const [place, script] of Object.entries(places)) {
    await page.evaluate(`{ const text = ${JSON.stringify(spaced)}; ${script} }`)
    const found = await findNumbers(page, [one])
    expect(found.join('\n'), place).toContain(`${place}:`)
    await page.evaluate(`localStorage.clear()`)
    await page.reload()
  }
})
