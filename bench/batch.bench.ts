/**
 * A file of 1,000 bindings in a desk of its own process, allowed to ask twice as fast as the simulator in this process
 * takes: 20 requests of an application within any one second. First undisturbed: the peer is that limit. Then with
 * answers and connections lost and the desk killed in the middle: told is how often each row was bound, by the
 * simulator's own log of binds.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Batch } from '../src/contract/batches.ts'
import { isBatchId, isUploadId, must } from '../src/domain/values.ts'
import { type DeskProcess, startDeskProcess } from '../src/main/testing/desk-process.ts'
import { act, maskingProfile } from '../src/main/testing/masking-desk.ts'
import { startSimulator } from '../src/simulator/index.ts'
import { machine, report } from './figures.ts'

const ROWS = 1000
const LIMIT = 20
/** The first second's share passes at once. */
const SHORTEST_S = (ROWS - LIMIT) / LIMIT
const FAULTS = ['cutAfter', 'cutBefore', 'cutMid', 'dropAfter', 'dropBefore'] as const
const fileId = must('rows-of-the-bench', isUploadId, 'upload id')
const batchId = must('batch-of-the-bench', isBatchId, 'batch id')

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function when({ client }: DeskProcess, state: Batch['state']): Promise<Batch> {
  for (;;) {
    const batch = await client.batches.get({ batchId })
    if (batch.state === state) return batch
    if (batch.state === 'failed') throw new Error('the file was not read')
    await pause(50)
  }
}

async function run(disturbed: boolean): Promise<{ seconds: number; told: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'voicedesk-batch-'))
  const simulator = await startSimulator({ speed: 0, startAt: Date.now(), requestsPerSecond: LIMIT })
  let desk = await startDeskProcess(dataDir)
  try {
    const { profileId, app, x } = await maskingProfile(desk, simulator, 'axb')
    await desk.client.bindings.setPolicy({ policy: { coolOffHours: 0, requestsPerSecond: 2 * LIMIT } })
    const rows = Array.from({ length: ROWS }, (_, at) => {
      const serial = String(at).padStart(7, '0')
      return `138${serial}1,139${serial}2,${x},order-${at}`
    })
    mkdirSync(join(dataDir, 'imports'), { recursive: true })
    writeFileSync(join(dataDir, 'imports', fileId), `A,B,X,userData\n${rows.join('\n')}\n`)
    await desk.client.batches.create({
      batchId,
      profileId,
      fileId,
      fileName: 'rows.csv',
      mapping: { a: 0, b: 1, x: 2, userData: 3 },
      defaults: {
        mode: 'axb',
        x: { by: 'number', number: x },
        direction: 'both',
        lifeS: 0,
        record: false,
        maxDurationMinutes: 0,
      },
    })
    await when(desk, 'checked')
    if (disturbed) for (const kind of FAULTS) simulator.addFault({ operation: 'axb.bind', kind, times: 4 })
    const began = performance.now()
    await desk.client.batches.start({ requestId: act(), batchId })
    if (disturbed) {
      while (simulator.binds().length < ROWS / 2) await pause(10)
      await desk.kill()
      desk = await startDeskProcess(dataDir)
      await desk.client.profiles.setSecret({ profileId, secret: app.appSecret, keepIn: 'memory' })
      await desk.client.batches.start({ requestId: act(), batchId })
    }
    const { counts } = await when(desk, 'done')
    const seconds = (performance.now() - began) / 1000
    const times = new Map<string, number>()
    for (const { userData = '' } of simulator.binds()) times.set(userData, (times.get(userData) ?? 0) + 1)
    const once = [...times.values()].filter((count) => count === 1).length
    const twice = times.size - once
    return {
      seconds,
      told: `${once} rows bound once, ${twice} more than once, ${ROWS - times.size} never; desk ${JSON.stringify(counts)}`,
    }
  } finally {
    await desk.close()
    await simulator.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const plain = await run(false)
const disturbed = await run(true)
const rate = (seconds: number) => `${(ROWS / seconds).toFixed(2)}/s`
report([
  ['machine', machine()],
  ['limit (peer)', `${LIMIT}/s: at the soonest ${SHORTEST_S.toFixed(1)} s, ${rate(SHORTEST_S)}`],
  [
    'undisturbed',
    `${plain.seconds.toFixed(1)} s, ${rate(plain.seconds)}, ${((100 * SHORTEST_S) / plain.seconds).toFixed(1)} % of the limit (goal 95)`,
  ],
  ['undisturbed: rows', plain.told],
  ['cuts and a kill', `${disturbed.seconds.toFixed(1)} s`],
  ['cuts and a kill: rows', disturbed.told],
])
