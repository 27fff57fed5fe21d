import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DAY_MS } from '../../domain/retention/index.ts'
import { isUtcMs, must } from '../../domain/values.ts'
import { createAudit } from '../audit/index.ts'
import { openLog } from '../log/index.ts'
import { fee, push, status, T0 } from '../store/testing/events.ts'
import { scratchStore } from '../store/testing/scratch.ts'
import { createTasks } from '../tasks/index.ts'
import { createRetention } from './index.ts'

const scratch = scratchStore()
const CALLER = { signal: new AbortController().signal, language: 'en' } as const

/** Deletion with a clock that a test moves, and the campaigns of nobody. */
async function desk() {
  const store = await scratch.store()
  const folder = (name: string) => {
    const path = join(scratch.dataDir(), name)
    mkdirSync(path, { recursive: true })
    return path
  }
  let now = T0 + 100 * DAY_MS
  const clock = () => must(now, isUtcMs, 'time')
  const names: string[] = []
  const publish = ({ name }: { name: string }) => void names.push(name)
  let serial = 0
  const log = openLog(folder('logs'))
  const tasks = createTasks({
    publish,
    clock,
    log,
    newId: () => `task-000${++serial}`,
    language: () => 'en',
  })
  const begin = () =>
    createRetention({
      store,
      tasks,
      audit: createAudit({ store, publish, clock }),
      campaigns: { count: async () => ({ count: 0 }), remove: async () => 0 },
      filesOf: (id) => [join(folder('recordings'), `${id}.wav`)],
      files: [folder('exports')],
      log,
      publish,
      clock,
      nextRevision: () => ++serial,
    })
  const retention = await begin()
  scratch.closeAtEnd({
    async close() {
      retention.close()
      await tasks.close()
      log.close()
    },
  })
  const audited = async () =>
    (await store.auditEntries({ limit: 10 })).entries.map(({ action, subject, params }) => ({
      action,
      subject,
      params,
    }))
  const over = async () => {
    const states = () => tasks.handlers.list({}, CALLER)
    await expect
      .poll(async () => (await states()).tasks.some(({ state }) => state === 'running'), { timeout: 20_000 })
      .toBe(false)
    return (await retention.handlers.get({}, CALLER)).last
  }
  return {
    store,
    retention,
    begin,
    folder,
    log,
    audited,
    over,
    started: () => names.filter((name) => name === 'tasks.changed').length > 0,
    pass: (ms: number) => {
      now += ms
    },
    days: (days: object) => retention.handlers.setDays({ days }, CALLER),
  }
}

it('is off until days are set, and then goes once a day by itself', async () => {
  const { store, retention, begin, over, pass, started, days } = await desk()
  await store.appendPush(push(status(1, 'callout'), fee(1)))
  await retention.look()
  expect(started()).toBe(false)
  await days({ calls: 30 })
  expect(await store.countCalls()).toBe(1)
  await retention.look()
  expect(await over()).toMatchObject({ automatic: true, deleted: { calls: 1 }, complete: true })
  expect(await store.countCalls()).toBe(0)

  const first = (await over())?.at
  pass(DAY_MS - 1)
  await retention.look()
  expect((await over())?.at).toBe(first)
  // What was done is known after a start, too.
  const again = await begin()
  await again.look()
  expect((await again.handlers.get({}, CALLER)).last?.at).toBe(first)
  again.close()
  pass(1)
  await retention.look()
  expect((await over())?.at).toBe((first ?? 0) + DAY_MS)
})

it('tells beforehand what would go, deletes just that when asked, and writes it down', async () => {
  const { store, retention, folder, log, over, audited, days } = await desk()
  const pushes = [1, 2, 3].map((n) => push(fee(n, { recorded: true, recordingObject: 'a.wav' })))
  for (const one of pushes) await store.appendPush(one)
  const ids = (await store.searchCalls({ filter: {}, limit: 10 })).calls.map(({ id }) => id)
  for (const id of ids) {
    const recording = await store.recording(id)
    if (recording !== undefined) await store.saveRecording({ ...recording, state: 'ready' })
    writeFileSync(join(folder('recordings'), `${id}.wav`), '')
  }
  const old = join(folder('exports'), 'old.csv')
  const young = join(folder('exports'), 'young.csv')
  for (const path of [old, young]) writeFileSync(path, '')
  utimesSync(old, T0 / 1000, T0 / 1000)
  utimesSync(young, (T0 + 99 * DAY_MS) / 1000, (T0 + 99 * DAY_MS) / 1000)
  const line = (at: number) => `${JSON.stringify({ time: new Date(at).toISOString(), event: 'was' })}\n`
  writeFileSync(join(folder('logs'), 'voicedesk.1.log'), line(T0) + line(T0 + 99 * DAY_MS))
  log({ event: 'young' })

  const wanted = { calls: 30, files: 30, logs: 30, quarantine: 5 }
  await days(wanted)
  const { due } = await retention.handlers.preview({ days: wanted }, CALLER)
  expect(due).toEqual([
    { kind: 'calls', count: 3, oldest: T0 + 1500, newest: T0 + 3500 },
    { kind: 'quarantine', count: 0 },
    { kind: 'files', count: 1, oldest: T0, newest: T0 },
    { kind: 'logs', count: 1, oldest: T0, newest: T0 },
  ])
  expect(await store.countCalls()).toBe(3)

  await retention.handlers.run({}, CALLER)
  const deleted = { calls: 3, files: 1, logs: 1, quarantine: 0 }
  expect(await over()).toMatchObject({ automatic: false, deleted, complete: true })
  expect(await audited()).toEqual([
    { action: 'retention.deleted', subject: undefined, params: { automatic: false, ...deleted } },
  ])
  expect(readdirSync(folder('recordings'))).toEqual([])
  expect(await store.filesToRemove()).toEqual([])
  expect([existsSync(old), existsSync(young)]).toEqual([false, true])
  const lines = readFileSync(join(folder('logs'), 'voicedesk.1.log'), 'utf8')
  expect(lines.match(/"event":"\w+"/g)).toEqual(['"event":"was"', '"event":"young"'])
})

it('goes on with pushes while it deletes', async () => {
  const { store, retention, over, days } = await desk()
  for (let n = 0; n < 400; n += 1) await store.appendPush(push(fee(n)))
  await days({ calls: 30 })
  await retention.handlers.run({}, CALLER)
  const young = fee(1000, { at: must(T0 + 99 * DAY_MS, isUtcMs, 'time') })
  expect((await store.appendPush(push(young))).stored).toBe('new')
  // Deleting 400 calls takes eight transactions; the push stood between them and not behind them.
  expect(await store.countCalls()).toBeGreaterThan(100)
  expect(await over()).toMatchObject({ deleted: { calls: 400 }, complete: true })
  expect(await store.countCalls()).toBe(1)
})

it('keeps what is held, for one call and for a filter, with the reason in the audit log', async () => {
  const { store, retention, over, audited, days } = await desk()
  const number = '+8613900002222'
  for (const n of [1, 2, 3]) {
    await store.appendPush(push(fee(n, { calleeNumber: n === 3 ? '+8613900003333' : number })))
  }
  const calls = (await store.searchCalls({ filter: {}, limit: 10 })).calls
  const third = calls[0]
  if (third === undefined) throw new Error('no call')
  const reason = `Dispute with ${number}`
  const one = { calls: { callId: third.id }, reason }
  expect(await retention.handlers.placeHold(one, CALLER)).toEqual({ changed: 1 })
  expect(await retention.handlers.placeHold(one, CALLER)).toEqual({ changed: 0 })
  const filtered = { calls: { filter: { numberPart: '2222' } }, reason: 'Audit' }
  expect(await retention.handlers.placeHold(filtered, CALLER)).toEqual({ changed: 2 })
  expect(await retention.handlers.hold({ callId: third.id }, CALLER)).toMatchObject({ hold: { reason } })

  await days({ calls: 30 })
  await retention.handlers.run({}, CALLER)
  await over()
  expect(await store.countCalls()).toBe(3)
  expect(await retention.handlers.liftHold(filtered, CALLER)).toEqual({ changed: 2 })
  await retention.handlers.run({}, CALLER)
  await over()
  expect((await store.searchCalls({ filter: {}, limit: 10 })).calls.map(({ id }) => id)).toEqual([third.id])
  const entries = await audited()
  expect(entries.map(({ action }) => action)).toEqual([
    'retention.deleted',
    'hold.lifted',
    'hold.placed',
    'hold.placed',
  ])
  expect(entries.at(-1)).toMatchObject({ subject: third.id, params: { calls: 1 } })
  expect(JSON.stringify(entries)).not.toContain(number.slice(3))
})
