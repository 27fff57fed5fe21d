/**
 * Pictures of the running demonstration. Without a folder, those that the documents show are made anew;
 * `npm run screenshots -- FOLDER` makes every screen in both languages, both themes and both sizes, to look at.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { z } from 'zod'
import { Binding } from '../src/contract/bindings.ts'
import { Call, CallDetail } from '../src/contract/calls.ts'
import { Profile, type ProfileFields } from '../src/contract/profiles.ts'
import { Prompt, PromptJob } from '../src/contract/prompts.ts'
import { Recording } from '../src/contract/recordings.ts'
import { ReviewTask } from '../src/contract/review.ts'
import { CurrentCard } from '../src/contract/review-records.ts'
import { Settings } from '../src/contract/settings.ts'
import { Template } from '../src/contract/templates.ts'
import { formatPlatformTime } from '../src/domain/time/index.ts'
import { isUtcMs, must } from '../src/domain/values.ts'
import { linearWavHeader, toLinear16 } from '../src/domain/wav/linear.ts'
import { CHROMIUM_ARGS, chromiumPath } from './hosts/chromium.ts'
import { root, startAndWait } from './hosts/process.ts'

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]
const THEMES = ['light', 'dark'] as const
const LANGUAGES = ['zh-CN', 'en'] as const
const CUSTOMERS = ['13800139001', '13900139004', '13700139003', '13600139006', '13800130001']
const OPTIONS = { record: true, maxDurationMinutes: 0, playPreVoice: false, calleeMedia: 'all' }
const CARD = 'card-in-pictures'
const TEMPLATE = 'template-in-pictures'
const PATIENCE_MS = 90_000
const EIGHT_HOURS_MS = 8 * 3_600_000
const SESSION_ELSEWHERE = '1200_417_4294967295_20260301031502@callenabler01.example.com'
const Reply = z.object({ ok: z.literal(true), value: z.unknown() })
const Kept = z.object({ settings: Settings })

/** The pictures in the documents: what the README shows, once in each language. */
const IN_DOCUMENTS: ReadonlySet<string> = new Set([
  'dial-zh-CN-light-1280',
  'history-zh-CN-dark-1280',
  'prompt-zh-CN-light-1280',
  'dial-en-dark-1280',
  'history-en-light-1280',
])
const everything = process.argv[2] !== undefined
const folder = process.argv[2] ?? join(root, 'docs', 'pictures')
mkdirSync(folder, { recursive: true })
const dataDir = mkdtempSync(join(tmpdir(), 'voicedesk-pictures-'))
const desk = await startAndWait(
  process.execPath,
  ['out/main/browser.js', '--demo', '--data-dir', dataDir, '--port', '0'],
  /^Voicedesk ready: (\S+)$/m,
)
const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS })
try {
  const page = await browser.newPage({ locale: 'zh-CN' })
  await page.goto(desk.match[1] ?? '')
  if (everything) await leaveGaps(page)
  const recorded = await fillHistory(page)
  await writeTemplate(page)
  const task = await fillReview(page, recorded)
  const prompt = await fillPrompts(page)
  const binding = await bind(page)
  const live = await dial(page, '13800130002')
  await waitFor(page, live, ({ b }) => b?.state === 'talking')
  const { settings } = await ask(page, 'settings.get', Kept, {})
  for (const language of LANGUAGES) {
    for (const theme of THEMES) {
      await ask(page, 'settings.save', Kept, { settings: { ...settings, language, theme } })
      for (const size of SIZES)
        await take(page, size, `${language}-${theme}-${size.width}`, { recorded, task, prompt, binding })
    }
  }
} finally {
  await browser.close()
  await desk.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

async function take(
  page: Page,
  size: { width: number; height: number },
  name: string,
  shown: { recorded: string; task: string; prompt: string; binding: string },
) {
  const { recorded, task, prompt, binding } = shown
  await page.setViewportSize(size)
  const shots: readonly (readonly [string, string, (() => Promise<void>)?])[] = [
    ['dial', '/', () => page.getByLabel(/^(客户号码|Customer number)$/).fill('138 0013 0003')],
    [
      'history',
      `/history/${recorded}`,
      async () => {
        await page.locator('section[data-phase=ready]').waitFor()
        // What stands beside the waveform comes after it.
        await page.getByRole('heading', { name: /^(备注与小结|Notes and wrap-up)$/ }).waitFor()
        await page.getByRole('button', { name: /^(法务保留|Legal hold)$/ }).waitFor()
      },
    ],
    ['history-filters', '/history', () => page.getByRole('button', { name: /^(筛选|Filters)$/ }).click()],
    ['contacts', '/history/contacts'],
    ['cost', '/history/cost', () => page.getByRole('table').first().waitFor()],
    ['gaps', '/history/gaps', () => page.getByRole('row').first().waitFor()],
    [
      'recordings',
      '/recordings',
      async () => {
        await page.getByText(/^(已保存|Kept) \d+$/).click()
        await page.getByRole('listitem').first().waitFor()
      },
    ],
    ['review', `/review/queue/${task}`, () => page.locator('section[data-phase=ready]').waitFor()],
    ['scorecard', `/review/cards/${CARD}`, () => page.getByRole('textbox').nth(1).waitFor()],
    ['results', '/review/results', () => page.getByRole('row').nth(1).waitFor()],
    ['masking', '/masking'],
    ['notify', '/notify'],
    ['campaigns', '/notify/campaigns'],
    ['prompt', `/prompts/${prompt}`, () => page.locator('[data-ready]').nth(1).waitFor()],
    ['template', `/prompts/templates/${TEMPLATE}`, () => page.locator('textarea[name=content]').waitFor()],
    ['binding', `/masking/${binding}`, () => page.getByRole('article').waitFor()],
    ['private-numbers', '/masking/numbers', () => page.getByRole('listitem').first().waitFor()],
    ['profile', '/settings/profiles'],
    ['new-profile', '/settings/profiles/new'],
    ['receiver', '/settings/receiver'],
    ['network', '/settings/network'],
    ['upload-target', '/settings/upload'],
    ['general', '/settings/general'],
    ['retention', '/settings/privacy', () => page.getByRole('table').first().waitFor()],
    ['backup', '/settings/data'],
  ]
  for (const [screen, path, ready] of shots) {
    if (!everything && !IN_DOCUMENTS.has(`${screen}-${name}`)) continue
    await page.goto(`${new URL(page.url()).origin}/#${path}`)
    await ready?.()
    // Where nothing lies under it.
    await page.mouse.move(0, 0)
    await page.evaluate(() => document.fonts.ready)
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    await page.screenshot({ path: join(folder, `${screen}-${name}.png`), animations: 'disabled' })
  }
}

/** Calls of several endings, and one that was answered, recorded and hung up. @returns the id of the last */
async function fillHistory(page: Page): Promise<string> {
  const calls = []
  for (const customer of CUSTOMERS) calls.push(await dial(page, customer))
  const answered = calls.at(-1) ?? ''
  await waitFor(page, answered, ({ b }) => b?.state === 'talking')
  await page.waitForFunction(
    (text) => [...document.querySelectorAll('[role=timer]')].some((timer) => timer.textContent === text),
    '0:24',
    { timeout: PATIENCE_MS },
  )
  await ask(page, 'calls.hangUp', Call, { callId: answered })
  for (const call of calls) await waitFor(page, call, ({ feeReceived }) => feeReceived)
  await until(
    async () => (await ask(page, 'recordings.get', Recording, { callId: answered })).state === 'ready',
  )
  return answered
}

/** A customer called twice, a call of another machine that has no fee record, and a sound file of no call. */
async function leaveGaps(page: Page): Promise<void> {
  const pressedTwice = [await dial(page, '13900139001'), await dial(page, '13900139001')]
  for (const call of pressedTwice) await waitFor(page, call, ({ feeReceived }) => feeReceived)
  const { id, revision, hasSecret, secretKeptIn, pause, busyUntil, push, ...fields } =
    await firstProfile(page)
  const save = (changed: ProfileFields) =>
    ask(page, 'profiles.save', Profile, { profileId: id, fields: changed })
  // The push below is not signed.
  await save({ ...fields, signaturePolicy: 'observe' })
  const timestamp = formatPlatformTime(must(Date.now() - EIGHT_HOURS_MS, isUtcMs, 'time'))
  const told = { sessionId: SESSION_ELSEWHERE, timestamp, caller: '+8675528000111', called: '+8613500001111' }
  for (const eventType of ['callout', 'disconnect']) {
    const statusInfo = { ...told, ...(eventType === 'disconnect' ? { stateCode: 7105 } : {}) }
    const body = JSON.stringify({ eventType, statusInfo })
    const { status } = await fetch(push?.status ?? '', { method: 'POST', body })
    if (status !== 200) throw new Error(`the push was answered ${status}`)
  }
  await save(fields)
  writeFileSync(join(dataDir, 'recordings', '会议录音 2026-11-20.wav'), linearWavHeader(0, 8000))
}

/** A call that is to be scored, and another score beside it. @returns the id of the task */
async function fillReview(page: Page, callId: string): Promise<string> {
  await ask(page, 'review.setReviewer', z.object({}), { name: '林小月' })
  const items = [
    { id: 'greeting', text: '开场问候', weight: 1, instantFail: false },
    { id: 'solution', text: '解决问题', weight: 3, instantFail: false },
    { id: 'identity', text: '核对身份', weight: 0, instantFail: true },
  ]
  const card = await ask(page, 'review.saveCard', CurrentCard, { cardId: CARD, name: '服务标准', items })
  await ask(page, 'review.saveMark', z.object({}), {
    markId: 'mark-in-pictures',
    callId,
    fromMs: 9000,
    text: '说明了退款期限',
  })
  await ask(page, 'review.saveScore', z.object({}), {
    scoreId: 'score-in-pictures',
    callId,
    card: card.heads[0]?.hash,
    answers: items.map(({ id }, at) => ({ itemId: id, verdict: at === 1 ? 'partly' : 'met' })),
    note: '思路清楚',
  })
  await ask(page, 'review.enqueue', z.object({}), { callIds: [callId], cardId: CARD })
  const Queue = z.object({ tasks: z.array(ReviewTask) })
  const { tasks } = await ask(page, 'review.queue', Queue, {})
  return tasks[0]?.task.id ?? ''
}

/** Prompts at several steps of their way, one of them with something to be mended. @returns the id of that one */
async function fillPrompts(page: Page): Promise<string> {
  const sources = { '欢迎致电.wav': 0.3, '夜间提示（节假日）.wav': 0.02, '等待音乐.wav': 0.5 }
  for (const [fileName, loudness] of Object.entries(sources)) {
    const sourceId = crypto.randomUUID()
    const samples = Float32Array.from({ length: 6 * 16_000 }, (_, at) => {
      const second = at / 16_000
      const syllable = second < 1.6 ? 0 : Math.max(0, Math.sin(second * 9)) * (second % 2 < 1.5 ? 1 : 0.002)
      return Math.max(-1, Math.min(1, 3 * loudness * syllable * Math.sin(at * 0.31) * Math.sin(at * 0.0041)))
    })
    const wav = Buffer.concat([
      linearWavHeader(samples.length, 16_000),
      Buffer.from(toLinear16(samples).buffer),
    ])
    const sent = await page.evaluate(
      async ({ id, base64 }) => {
        const body = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))
        return (await fetch(`/upload/${id}`, { method: 'PUT', body })).status
      },
      { id: sourceId, base64: wav.toString('base64') },
    )
    if (sent !== 204) throw new Error(`the file was not taken: ${sent}`)
    const order = { sourceId, fileName, origin: 'file', shaping: { levelDbm0: -19, trim: false } }
    await ask(page, 'prompts.convert', PromptJob, order)
  }
  const Listed = z.object({ prompts: z.array(Prompt) })
  await until(async () => (await ask(page, 'prompts.list', Listed, {})).prompts.length === 3)
  await ask(page, 'prompts.dismiss', z.object({}), {})
  const { prompts } = await ask(page, 'prompts.list', Listed, {})
  const { profiles } = await ask(page, 'profiles.list', z.object({ profiles: z.array(Profile) }), {})
  const [waiting, welcome, night] = prompts
  for (const [prompt, state] of [
    [waiting, 'passed'],
    [welcome, 'inReview'],
  ] as const) {
    const review = { promptId: prompt?.id, profileId: profiles[0]?.id, state }
    await ask(page, 'prompts.setReview', Prompt, review)
  }
  return night?.id ?? ''
}

/** One that has a slip of each weight, so that the pictures show how it is told. */
async function writeTemplate(page: Page): Promise<void> {
  const title = '快递到站通知'
  const content =
    '您好，您的快递已到${TXT_20}，凭取件码${NUM_6}于${DATE}${TIME}前取件。重12kg，详询VIP专线4008001234。'
  await ask(page, 'templates.save', Template, { templateId: TEMPLATE, fields: { title, content } })
}

/** A binding of two people in the mode AXB, with a life to count down. @returns its id */
async function bind(page: Page): Promise<string> {
  const { profiles } = await ask(page, 'profiles.list', z.object({ profiles: z.array(Profile) }), {})
  const profile = profiles.find(({ service }) => service === 'axb')
  if (profile === undefined) throw new Error('the demonstration has no profile of the mode AXB')
  const bound = await ask(page, 'bindings.bind', Binding, {
    requestId: crypto.randomUUID(),
    profileId: profile.id,
    terms: {
      mode: 'axb',
      a: '+8613800130011',
      b: '+8613900139022',
      x: { by: 'number', number: profile.privateNumbers?.[0] },
      direction: 'both',
      lifeS: 86_400,
      record: true,
      maxDurationMinutes: 30,
    },
  })
  return bound.id
}

async function firstProfile(page: Page): Promise<Profile> {
  const { profiles } = await ask(page, 'profiles.list', z.object({ profiles: z.array(Profile) }), {})
  const [profile] = profiles
  if (profile === undefined) throw new Error('the demonstration has no profile')
  return profile
}

async function dial(page: Page, customer: string): Promise<string> {
  const profile = await firstProfile(page)
  const call = await ask(page, 'calls.dial', Call, {
    requestId: crypto.randomUUID(),
    profileId: profile.id,
    callee: `+86${customer}`,
    caller: profile.ownNumber,
    displayToCaller: profile.displayNumbers[0],
    displayToCallee: profile.displayNumbers[0],
    options: OPTIONS,
  })
  return call.id
}

/** Asks the running application, and reads its answer by the contract. */
async function ask<S extends z.ZodType>(
  page: Page,
  operation: string,
  output: S,
  input: object,
): Promise<z.output<S>> {
  const text = await page.evaluate(
    async ([name, body]) => {
      const answer = await fetch(`/rpc/${name}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: body ?? '',
      })
      return answer.text()
    },
    [operation, JSON.stringify(input)],
  )
  return output.parse(Reply.parse(JSON.parse(text)).value)
}

async function waitFor(page: Page, callId: string, holds: (call: Call) => boolean): Promise<void> {
  await until(async () => holds((await ask(page, 'calls.get', CallDetail, { callId })).call))
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('the demonstration did not come to the picture in time')
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
