import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Client } from '../../contract/index.ts'
import { type BatchId, isBatchId, isUploadId, must } from '../../domain/values.ts'
import { DEMO_PRIVATE_NUMBER_APPS } from '../../simulator/demo-account.ts'
import { act, maskingProfile } from '../testing/masking-desk.ts'
import { SECRET, until, wholeApp } from '../testing/whole-app.ts'

const { desk: openDesk, deskProcess: openProcess, simulator: openSimulator, relay: openRelay } = wholeApp()

const FILE = must('rows-under-test', isUploadId, 'upload id')
const BATCH = must('batch-under-test', isBatchId, 'batch id')
const DEFAULTS = {
  mode: 'axb',
  x: { by: 'city', areaCode: '0755', match: 'loose' },
  direction: 'both',
  lifeS: 0,
  record: false,
  maxDurationMinutes: 0,
} as const

/** As a screen would have sent it. */
function sendFile(dataDir: string, text: string): void {
  mkdirSync(join(dataDir, 'imports'), { recursive: true })
  writeFileSync(join(dataDir, 'imports', FILE), text)
}

const rowsOf = (count: number, x: string) =>
  Array.from({ length: count }, (_, at) => {
    const serial = String(at).padStart(7, '0')
    return `138${serial}1,139${serial}2,${x},order-${at}`
  })

async function checked(client: Client, rows: number): Promise<void> {
  await until(
    'the rows are read',
    async () => (await client.batches.get({ batchId: BATCH })).state === 'checked',
  )
  expect((await client.batches.get({ batchId: BATCH })).rows).toBe(rows)
}

const stateOf = async (client: Client, batchId: BatchId = BATCH) =>
  (await client.batches.get({ batchId })).state

it('reads Chinese headings, gives each row its verdict, binds, tells and undoes', async () => {
  const simulator = await openSimulator()
  const desk = await openDesk()
  const { client } = desk
  const { profileId, x } = await maskingProfile(desk, simulator, 'axb')
  const rows = [
    ...rowsOf(5, x),
    `13800000001,13900000009,${x},twice`,
    'nonsense,13900000010,,',
    `13800000099,,${x},`,
  ]
  sendFile(desk.dataDir, `主叫号码,客户手机,隐私号,订单号\n${rows.join('\n')}\n`)
  const file = await client.batches.readFile({ fileId: FILE, fileName: '绑定.csv', mode: 'axb' })
  expect(file.columns.map(({ field }) => field)).toEqual(['a', 'b', 'x', 'userData'])
  await client.batches.create({
    batchId: BATCH,
    profileId,
    fileId: FILE,
    fileName: '绑定.csv',
    mapping: { a: 0, b: 1, x: 2, userData: 3 },
    defaults: DEFAULTS,
  })
  await checked(client, 8)
  const dry = await client.batches.rows({ batchId: BATCH, withFindings: true, limit: 50 })
  expect(dry.rows.map(({ row, findings }) => [row, findings[0]?.code, findings[0]?.field])).toEqual([
    [6, 'userTwiceOnX', 'a'],
    [7, 'cellUnreadable', 'a'],
    [8, 'cellMissing', 'b'],
  ])
  expect(simulator.binds()).toHaveLength(0)

  await client.batches.start({ requestId: act(), batchId: BATCH })
  await until('it is done', async () => (await stateOf(client)) === 'done')
  expect((await client.batches.get({ batchId: BATCH })).counts).toMatchObject({
    bound: 5,
    stopped: 3,
    waiting: 0,
  })
  expect(simulator.binds()).toHaveLength(5)
  expect((await client.bindings.list({ filter: { batchId: BATCH }, limit: 50 })).total).toBe(5)
  const { fileName, path } = await client.batches.result({ batchId: BATCH, form: 'csv' })
  expect([fileName, path.startsWith('/exports/')]).toEqual(['绑定-result.csv', true])

  await client.batches.undo({ requestId: act(), batchId: BATCH })
  await until('it is undone', async () => (await stateOf(client)) === 'undone')
  expect((await client.batches.get({ batchId: BATCH })).counts).toMatchObject({ undone: 5, stopped: 3 })
}, 60_000)

it('binds each row exactly once through flow control, cut connections and a kill in the middle', async () => {
  const count = 1000
  const perSecond = 90
  const simulator = await openSimulator({ requestsPerSecond: perSecond })
  const relay = await openRelay(simulator.url)
  const first = await openProcess()
  const { profileId, x } = await maskingProfile(first, simulator, 'axb', relay.url)
  await first.client.bindings.setPolicy({ policy: { coolOffHours: 0, requestsPerSecond: 100 } })
  sendFile(first.dataDir, `A,B,X,userData\n${rowsOf(count, x).join('\n')}\n`)
  await first.client.batches.create({
    batchId: BATCH,
    profileId,
    fileId: FILE,
    fileName: 'rows.csv',
    mapping: { a: 0, b: 1, x: 2, userData: 3 },
    defaults: DEFAULTS,
  })
  await checked(first.client, count)
  for (const kind of ['cutAfter', 'cutBefore', 'cutMid'] as const) {
    simulator.addFault({ operation: 'axb.bind', kind, times: 3 })
  }
  await first.client.batches.start({ requestId: act(), batchId: BATCH })
  await until('a third is bound', () => simulator.binds().length > count / 3, 60_000)
  await first.kill()
  const atKill = simulator.binds().length
  expect(atKill).toBeLessThan(count)

  const second = await openDesk(first.dataDir)
  expect(await stateOf(second.client)).toBe('paused')
  const secret = DEMO_PRIVATE_NUMBER_APPS.find(({ mode }) => mode === 'AXB')?.appSecret ?? SECRET
  await second.client.profiles.setSecret({ profileId, secret, keepIn: 'memory' })
  await second.client.batches.start({ requestId: act(), batchId: BATCH })
  const end = performance.now() + 60_000
  while ((await stateOf(second.client)) !== 'done' && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect(await second.client.batches.get({ batchId: BATCH })).toMatchObject({
    state: 'done',
    counts: { bound: count, waiting: 0, unknown: 0, refused: 0 },
  })
  const pairs = simulator.binds().map((entry) => JSON.stringify(entry).match(/\+86138\d{8}/)?.[0])
  expect(simulator.binds()).toHaveLength(count)
  expect(new Set(pairs).size).toBe(count)
}, 120_000)
