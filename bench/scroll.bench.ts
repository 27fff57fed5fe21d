/**
 * Scrolling the history of 20,000 calls and the list of a campaign of 20,000 rows, at rest and while it calls, in a real
 * Chromium: the time between frames, beside an empty page in the same run, which shows what this machine gives a page
 * that does nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from '@playwright/test'
import { CHROMIUM_ARGS, chromiumPath } from '../e2e/hosts/chromium.ts'
import { startAndWait } from '../e2e/hosts/process.ts'
import { machine, quantile, report } from './figures.ts'
import { databaseOf } from './history/load.ts'

const CALLS = 20_000
const ROWS = 20_000
/** Calls a second of the campaign. */
const RATE = 20
const FRAMES = 600
/** About three screens a second and a half; a page of rows is used up every second. */
const PIXELS_A_FRAME = 60
/** What is scrolled, and what stands in it. */
type List = { readonly scroller: string; readonly row: string }
const CALLS_LIST: List = { scroller: '[role=listbox]', row: '[role=option]' }
const WITH_CAMPAIGN = fileURLToPath(new URL('./loop/desk-with-campaign.ts', import.meta.url))
const ROWS_LIST: List = { scroller: 'section[aria-label=名单] > div:has(> ul)', row: 'li' }

const root = mkdtempSync(join(tmpdir(), 'voicedesk-scroll-'))
const { dataDir } = databaseOf(root, CALLS)
const desk = await startAndWait(
  process.execPath,
  [WITH_CAMPAIGN, dataDir, String(ROWS), String(RATE)],
  /^Voicedesk ready: (\S+)$/m,
  { env: { ...process.env, LC_ALL: 'zh_CN.UTF-8' } },
)
const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS })
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })
  const empty = await framesOf(page, undefined)
  await page.goto(desk.match[1] ?? '')
  await page.getByRole('link', { name: '历史', exact: true }).click()
  await page.locator(CALLS_LIST.scroller).getByRole('option').first().waitFor()
  const still = await framesOf(page, undefined)
  const scrolled = await framesOf(page, CALLS_LIST)
  await page.getByRole('link', { name: '语音通知', exact: true }).first().click()
  await page.getByRole('link', { name: '外呼任务', exact: true }).click()
  await page.getByRole('link', { name: /到站通知/ }).click()
  await page.getByRole('button', { name: '开始呼叫' }).click()
  await page.locator(ROWS_LIST.scroller).locator(ROWS_LIST.row).first().waitFor()
  const campaignRunning = await framesOf(page, ROWS_LIST)
  const beside = await browser.newPage()
  const emptyMeanwhile = await framesOf(beside, undefined)
  await beside.close()
  await page.getByRole('button', { name: '暂停' }).click()
  await page.getByText('已由人工暂停').waitFor()
  await page.locator(ROWS_LIST.scroller).evaluate((element) => element.scrollTo(0, 0))
  const campaignStill = await framesOf(page, undefined)
  const campaignScrolled = await framesOf(page, ROWS_LIST)
  report([
    ['machine', machine()],
    ['history', `${CALLS} calls, ${scrolled.pixels} pixels in ${FRAMES} frames`],
    ['frame, empty page', figures(empty.times)],
    ['frame, history at rest', figures(still.times)],
    ['frame, history scrolled', figures(scrolled.times)],
    ['its frames without a row in view', String(scrolled.blank)],
    ['campaign', `${ROWS} rows, ${campaignScrolled.pixels} pixels in ${FRAMES} frames`],
    ['frame, campaign at rest', figures(campaignStill.times)],
    ['frame, campaign scrolled', figures(campaignScrolled.times)],
    ['its frames without a row', String(campaignScrolled.blank)],
    [`frame, scrolled at ${RATE} calls a second`, figures(campaignRunning.times)],
    ['its frames without a row meanwhile', String(campaignRunning.blank)],
    ['frame, empty page meanwhile', figures(emptyMeanwhile.times)],
  ])
} finally {
  await browser.close()
  await desk.stop()
  rmSync(root, { recursive: true, force: true, maxRetries: 5 })
}

function figures(times: readonly number[]): string {
  const [p50, p95, worst] = [0.5, 0.95, 1].map((share) => quantile(times, share).toFixed(1))
  return `p50 ${p50} ms, p95 ${p95} ms, worst ${worst} ms`
}

type Frames = { times: number[]; pixels: number; blank: number }

/** Times between frames in milliseconds. @param list is scrolled a little in each frame, when it is given */
function framesOf(page: Page, list: List | undefined): Promise<Frames> {
  return page.evaluate(
    ([list, frames, pixels]) =>
      new Promise<Frames>((done) => {
        const scroller = list === undefined ? null : document.querySelector(list.scroller)
        const times: number[] = []
        let last: number | undefined
        let blank = 0
        const frame = (now: number) => {
          if (last !== undefined) times.push(now - last)
          last = now
          if (scroller !== null) {
            const box = scroller.getBoundingClientRect()
            const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
            if (list !== undefined && middle?.closest(list.row) === null) blank += 1
            scroller.scrollTop += pixels
          }
          if (times.length < frames) requestAnimationFrame(frame)
          else done({ times, pixels: scroller?.scrollTop ?? 0, blank })
        }
        requestAnimationFrame(frame)
      }),
    [list, FRAMES, PIXELS_A_FRAME] as const,
  )
}
