/**
 * The history at one and five million calls: every kind of search, first page and next, in the thread that reads
 * and over the contract; answers beside those of a scan; cold caches, opening, the start of the application, size,
 * durable insertion beside an empty database, and LIKE.
 *
 * VOICEDESK_BENCH_DATA: a folder that keeps the databases between runs (twelve gigabytes).
 * VOICEDESK_BENCH_CALLS: sizes, `1000000,5000000` when left out.
 * VOICEDESK_BENCH_LOAD_ONLY: when it is set, the databases are made and nothing is measured.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machine, quantile, report } from './figures.ts'
import { against, ms, p50and95, type Row, rowsOfKinds } from './history/figures.ts'
import { databaseOf, sizeOf } from './history/load.ts'
import { coldPages, countTimes, insertionRate, likeScan } from './history/measure.ts'
import { type Opening, opening, startOfApplication } from './history/opening.ts'
import { timesInThread, timesOverContract } from './history/pages.ts'
import { compareWithScan } from './history/rightness.ts'
import { compareOnSample } from './history/sample.ts'

const IN_THREAD_MS = 10
const OVER_CONTRACT_MS = 16
const OPEN_MS = 200
const FASTER_THAN_LIKE = 100
/** Of all kinds together: worst first page, worst next page, pages cut short. */
const SUMMARY_ROWS = 3

const kept = process.env.VOICEDESK_BENCH_DATA
const root = kept ?? mkdtempSync(join(tmpdir(), 'voicedesk-bench-history-'))
mkdirSync(root, { recursive: true })
const sizes = (process.env.VOICEDESK_BENCH_CALLS ?? '1000000,5000000').split(',').map(Number)
const loadOnly = process.env.VOICEDESK_BENCH_LOAD_ONLY !== undefined

/** Everything that is not written yet goes to the disk, and the system forgets what it has read. */
function dropCaches(): boolean {
  spawnSync('sync')
  return spawnSync('sh', ['-c', 'echo 3 > /proc/sys/vm/drop_caches']).status === 0
}

async function openingRows(dataDir: string): Promise<Row[]> {
  const rowsOf = (how: string, { databaseMs, threadsMs, pageMs }: Opening): Row[] => [
    [`open, ${how}: database`, against(ms(databaseMs), databaseMs, OPEN_MS)],
    [`open, ${how}: threads of the built application`, against(ms(threadsMs), threadsMs, OPEN_MS)],
    [`open, ${how}: first page from them`, ms(pageMs)],
  ]
  const startRows = async (how: string): Promise<Row[]> => {
    const { readyMs, pageMs } = await startOfApplication(dataDir)
    return [
      [`start of the built application, ${how}: ready`, ms(readyMs)],
      [`start of the built application, ${how}: first page answered`, ms(pageMs)],
    ]
  }
  const cold = dropCaches() ? 'cold' : 'caches could not be dropped'
  const rows = rowsOf(cold, await opening(dataDir, dropCaches))
  rows.push(...rowsOf('warm', await opening(dataDir, () => undefined)))
  dropCaches()
  rows.push(...(await startRows(cold)), ...(await startRows('warm')))
  if (cold === 'cold') {
    for (const { name, times } of coldPages(dataDir, dropCaches))
      rows.push([`cold: ${name}`, p50and95(times)])
  }
  return rows
}

/** Search and scan must agree; where they do not, the run has failed. */
function rightnessRows(dataDir: string): Row[] {
  return compareWithScan(dataDir).map(({ name, answers, calls, wrong }) => {
    if (wrong.length > 0) process.exitCode = 1
    const whole = `${answers} answers, ${calls} calls`
    return [
      `${name}, beside a scan`,
      wrong.length === 0 ? `the same: ${whole}` : `WRONG in ${wrong.length} of ${whole}: ${wrong.join('; ')}`,
    ]
  })
}

function likeRow(dataDir: string): Row {
  const like = likeScan(dataDir)
  const [scan, search] = [quantile(like.scan, 0.5), quantile(like.search, 0.5)]
  const times = scan / search
  return [
    'last 4 digits, beside LIKE over all calls',
    `${ms(search)}, LIKE ${ms(scan)}: ${times.toFixed(0)}× (goal ${FASTER_THAN_LIKE}×${times < FASTER_THAN_LIKE ? ', MISSED' : ''})`,
  ]
}

function insertionRows(dataDir: string, calls: number): Row[] {
  const here = insertionRate(dataDir, calls)
  const empty = insertionRate(undefined, calls)
  return [1, 50].map((size) => [
    `durable insertion, ${size} a commit`,
    `${here.get(size)?.toFixed(0)}/s, into an empty database ${empty.get(size)?.toFixed(0)}/s`,
  ])
}

async function measure(dataDir: string, calls: number): Promise<void> {
  report(await openingRows(dataDir))
  // The first time through, pages of the database come from the disk; what that costs stands in the worst of it.
  report(
    (await rowsOfKinds('thread, from the disk', timesInThread(dataDir), IN_THREAD_MS)).slice(-SUMMARY_ROWS),
  )
  report(await rowsOfKinds('thread', timesInThread(dataDir), IN_THREAD_MS))
  report(await rowsOfKinds('contract', timesOverContract(dataDir), OVER_CONTRACT_MS))
  report([...rightnessRows(dataDir), likeRow(dataDir)])
  report(
    [...countTimes(dataDir)].map(({ name, ms: took, calls: counted, complete }) => [
      `count: ${name}`,
      `${ms(took)}, ${complete ? '' : 'more than '}${counted}`,
    ]),
  )
  report(insertionRows(dataDir, calls))
}

try {
  compareOnSample(3000)
  report([
    ['machine', machine()],
    ['loader', 'ends in the same rows as the product, compared on 3000 calls'],
  ])
  for (const calls of sizes) {
    const { dataDir, builtInMs } = databaseOf(root, calls)
    const loaded =
      builtInMs === undefined ? 'database kept from before' : `loaded in ${(builtInMs / 1000).toFixed(0)} s`
    report([
      [`${calls} calls`, loaded],
      ['database', `${(sizeOf(dataDir) / 1e9).toFixed(2)} GB, one event of the log a call`],
    ])
    if (!loadOnly) await measure(dataDir, calls)
  }
} finally {
  if (kept === undefined) rmSync(root, { recursive: true, force: true })
}
