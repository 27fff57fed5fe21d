import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isUtcMs, must } from '../../domain/values.ts'
import { createAudit } from '../audit/index.ts'
import { openLog } from '../log/index.ts'
import { createSecrets } from '../secrets/index.ts'
import { fee, push, T0 } from '../store/testing/events.ts'
import { scratchStore } from '../store/testing/scratch.ts'
import { createTasks } from '../tasks/index.ts'
import { createBackups } from './index.ts'

const scratch = scratchStore()
const DAY_MS = 86_400_000
const CALLER = { signal: new AbortController().signal, language: 'en' } as const

it('makes a backup a day by itself, and the oldest of these make room', async () => {
  const store = await scratch.store()
  const folder = (name: string) => {
    const path = join(scratch.dataDir(), name)
    mkdirSync(path, { recursive: true })
    return path
  }
  for (const name of ['recordings', 'prompts', 'sealed']) folder(name)
  let now = T0
  const clock = () => must(now, isUtcMs, 'time')
  const publish = () => undefined
  let serial = 0
  const log = openLog(folder('logs'))
  const tasks = createTasks({ publish, clock, log, newId: () => `task-000${++serial}`, language: () => 'en' })
  let daily = true
  const backups = createBackups({
    places: { dataDir: scratch.dataDir(), folder: folder('backups') },
    version: '0.1.0',
    secrets: createSecrets({ dataDir: scratch.dataDir() }),
    publish,
    nextRevision: () => ++serial,
    sentFile: () => Promise.reject(new Error('nothing is sent')),
    making: {
      tasks,
      audit: createAudit({ store, publish, clock }),
      clock,
      log,
      secretIds: async () => [],
      hasCalls: async () => (await store.countCalls()) > 0,
      schedule: () => ({ daily, keep: 2, recordings: false }),
    },
  })
  scratch.closeAtEnd({
    async close() {
      backups.close()
      await tasks.close()
      log.close()
    },
  })
  const over = async () =>
    (await tasks.handlers.list({}, CALLER)).tasks.every(({ state }) => state === 'done')
  const look = async () => {
    await backups.look()
    await expect.poll(over, { timeout: 20_000 }).toBe(true)
    const { backups: all } = await backups.handlers.list({}, CALLER)
    return all.map(({ madeAt }) => (madeAt - T0) / DAY_MS)
  }

  expect(await look()).toEqual([])
  await store.appendPush(push(fee(1)))
  expect(await look()).toEqual([0])
  now += DAY_MS - 1
  expect(await look()).toEqual([0])
  now += 1
  expect(await look()).toEqual([1, 0])
  now += DAY_MS
  expect(await look()).toEqual([2, 1, 0])
  // Three were there; one more than are kept goes at the next look.
  expect(await look()).toEqual([2, 1])
  daily = false
  now += 10 * DAY_MS
  expect(await look()).toEqual([2, 1])
  expect(readdirSync(folder('backups'))).toHaveLength(2)
})
