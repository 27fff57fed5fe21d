/**
 * A campaign of 100,000 rows in the built application against a simulator in this process: reading and checking the
 * list, the rate beside the one that was set, how long the main loop was held up, its memory, and how long a page of
 * rows takes. A process that does nothing is measured beside it: what holds up both is the machine.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import writeXlsxFile from 'write-excel-file/node'
import type { Campaign } from '../src/contract/campaigns.ts'
import {
  CAMPAIGN,
  csvOf,
  fields,
  HEADINGS,
  numberOf,
  parcelRow,
  sheet,
  upload,
} from '../src/main/campaigns/testing/campaign.ts'
import { NOTIFY_APP, withNotifyProfile } from '../src/main/notify/testing/parcel.ts'
import { startSimulator } from '../src/simulator/index.ts'
import { machine, quantile, report } from './figures.ts'
import { loopWords, startIdle, startMeasuredDesk } from './loop/index.ts'

const ROWS = 100_000
const RATE = 20
const SECONDS = 30
const campaignId = CAMPAIGN

const dataDir = mkdtempSync(join(tmpdir(), 'voicedesk-bench-'))
const simulator = await startSimulator({
  speed: 20,
  timing: { alertingA: [1, 1], answerA: [1, 2], prompt: 2, feeDelay: 1 },
})
simulator.addApp({ ...NOTIFY_APP, ports: 1000 })
const desk = await startMeasuredDesk(dataDir)
const idle = startIdle()
const { client } = desk
const rows: [string, string][] = [['machine', machine()]]

async function when(holds: (campaign: Campaign) => boolean): Promise<Campaign> {
  for (;;) {
    const campaign = await client.campaigns.get({ campaignId })
    if (holds(campaign)) return campaign
    await pause(100)
  }
}

/** Carries something out and reports what both loops were like meanwhile. */
async function measured(name: string, act: () => Promise<string>): Promise<void> {
  await Promise.all([desk.loop(), idle.loop()])
  const words = await act()
  const [ours, beside] = await Promise.all([desk.loop(), idle.loop()])
  rows.push(
    [name, words],
    [`${name}: main loop`, loopWords(ours)],
    [`${name}: loop of an idle process`, loopWords(beside)],
  )
}

const seconds = (from: number) => (performance.now() - from) / 1000

try {
  await withNotifyProfile({ client }, simulator.url)
  const list = Array.from({ length: ROWS }, (_, row) => parcelRow(numberOf(row, row % 5)))
  await client.campaigns.save({
    campaignId,
    fields: fields({
      pace: { perSecond: RATE, concurrency: 1000 },
      retry: { attempts: 1, afterMinutes: {} },
    }),
  })
  const csv = await upload({ dataDir }, csvOf(list), 'upload-of-csv')
  const xlsxFile = join(dataDir, 'list.xlsx')
  await writeXlsxFile([HEADINGS, ...list].map((row) => row.map((value) => ({ value, type: String })))).toFile(
    xlsxFile,
  )
  const xlsx = await upload({ dataDir }, readFileSync(xlsxFile), 'upload-of-xlsx')
  for (const [name, uploadId] of [
    ['list.xlsx', xlsx],
    ['list.csv', csv],
  ] as const) {
    await measured(`${name} read in`, async () => {
      const from = performance.now()
      await client.campaigns.importList({ campaignId, uploadId, sheet: sheet(name), numberColumn: 1 })
      await when(({ state }) => state === 'draft')
      return `${ROWS} rows, ${seconds(from).toFixed(1)} s`
    })
  }
  await measured('check', async () => {
    const from = performance.now()
    await client.campaigns.check({ campaignId })
    const { counts } = await when(({ state }) => state === 'checked')
    return `${seconds(from).toFixed(1)} s, ${counts.states.waiting} can be called`
  })

  await client.campaigns.start({ campaignId })
  await pause(3000)
  const pages: number[] = []
  await measured('calling', async () => {
    const passed = () => simulator.state().rates[NOTIFY_APP.appKey]?.passed ?? 0
    const before = passed()
    const from = performance.now()
    while (seconds(from) < SECONDS) {
      const asked = performance.now()
      const after = Math.floor(Math.random() * (ROWS - 100))
      await client.campaigns.rows({ campaignId, filter: {}, after, limit: 100 })
      pages.push(performance.now() - asked)
      await pause(16)
    }
    const rate = (passed() - before) / seconds(from)
    return `${rate.toFixed(2)}/s of ${RATE} for ${SECONDS} s, ${((rate / RATE - 1) * 100).toFixed(1)} % off (goal 2)`
  })
  await client.campaigns.pause({ campaignId })
  rows.push([
    `a page of 100 rows, ${pages.length} asked for meanwhile`,
    `p50 ${quantile(pages, 0.5).toFixed(1)}, p99 ${quantile(pages, 0.99).toFixed(1)} ms`,
  ])
  report(rows)
} finally {
  await Promise.all([desk.close(), idle.close()])
  await simulator.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
}
