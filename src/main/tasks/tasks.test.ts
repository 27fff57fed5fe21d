import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../contract/errors.ts'
import type { Task } from '../../contract/tasks.ts'
import { isUtcMs, must } from '../../domain/values.ts'
import { createTasks, type TaskHandle, type TaskResult } from './index.ts'
import { speed, startSpeed } from './speed.ts'

const caller = { signal: new AbortController().signal, language: 'en' as const }

function scene() {
  let now = 1_700_000_000_000
  let made = 0
  const told: Task[] = []
  const ends = new Map<string, (task: Task) => void>()
  const logged: object[] = []
  const tasks = createTasks({
    publish: (event) => {
      if (event.name !== 'tasks.changed') return
      told.push(event.payload)
      if (event.payload.state !== 'running') ends.get(event.payload.id)?.(event.payload)
    },
    clock: () => must(now, isUtcMs, 'time'),
    newId: () => {
      made += 1
      return `task-under-test-${made}`
    },
    log: Object.assign((line: object) => void logged.push(line), { close: () => {} }),
    language: () => 'en',
  })
  const pass = (ms: number) => {
    now += ms
  }
  const over = (taskId: string) => new Promise<Task>((resolve) => ends.set(taskId, resolve))
  return { tasks, told, logged, pass, over }
}

/** Work that is led step by step from the test. */
function ledWork() {
  const led = Promise.withResolvers<TaskResult>()
  const begun = Promise.withResolvers<TaskHandle>()
  const work = (handle: TaskHandle) => {
    begun.resolve(handle)
    handle.signal.addEventListener('abort', () => led.reject(new Error('stopped')))
    return led.promise
  }
  return { work, handle: begun.promise, finish: led.resolve, fail: led.reject }
}

describe('long work', () => {
  it('tells how far it is, how fast, and how long still', async () => {
    const { tasks, told, pass, over } = scene()
    const { work, handle, finish } = ledWork()
    const taskId = tasks.start({ kind: 'historyExport', total: 1000 }, work)
    const { progress } = await handle
    pass(1000)
    progress({ done: 100 })
    expect(told.at(-1)).toMatchObject({
      state: 'running',
      done: 100,
      total: 1000,
      perSecond: 100,
      leftMs: 9000,
    })
    finish({ resultPath: '/exports/one' })
    await over(taskId)
    expect(told.at(-1)).toMatchObject({ state: 'done', resultPath: '/exports/one' })
    expect(told.at(-1)).not.toHaveProperty('leftMs')
  })

  it('tells of progress a few times a second, however often it is reported, and of every end', async () => {
    const { tasks, told, pass, over } = scene()
    const { work, handle, finish } = ledWork()
    const taskId = tasks.start({ kind: 'historyExport', total: 10_000 }, work)
    const { progress } = await handle
    for (let done = 1; done <= 10_000; done += 1) {
      if (done % 10 === 0) pass(1)
      progress({ done })
    }
    finish(undefined)
    await over(taskId)
    expect(told.length).toBeLessThan(12)
    expect(told.at(-1)).toMatchObject({ state: 'done', done: 10_000 })
    const revisions = told.map(({ revision }) => revision)
    expect(revisions).toEqual([...new Set(revisions)].sort((one, other) => one - other))
  })

  it('is cancelled by a person, and says so only once it has stopped', async () => {
    const { tasks } = scene()
    const { work, handle } = ledWork()
    const taskId = tasks.start({ kind: 'historyExport' }, work)
    await handle
    expect(await tasks.handlers.cancel({ taskId }, caller)).toMatchObject({ state: 'cancelled' })
    expect(await tasks.handlers.dismiss({ taskId }, caller)).toEqual({ dismissed: true })
    expect(await tasks.handlers.list({}, caller)).toEqual({ tasks: [] })
    await expect(tasks.handlers.cancel({ taskId }, caller)).rejects.toMatchObject({ code: 'task.notFound' })
  })

  it('fails with the words of its refusal, and with none of what broke unforeseen', async () => {
    const { tasks, logged, over } = scene()
    for (const problem of [
      new Refusal('disk.full'),
      new Error('ENOSPC: no space left'),
      new Error('a secret path'),
    ]) {
      await over(tasks.start({ kind: 'historyExport' }, () => Promise.reject(problem)))
    }
    const { tasks: all } = await tasks.handlers.list({}, caller)
    expect(all.map(({ error }) => error?.code)).toEqual(['internal', 'disk.full', 'disk.full'])
    expect(JSON.stringify(all)).not.toContain('secret')
    expect(logged).toHaveLength(2)
  })

  it('does not take a running task off the list', async () => {
    const { tasks } = scene()
    const { work, handle } = ledWork()
    const taskId = tasks.start({ kind: 'historyExport' }, work)
    await handle
    expect(await tasks.handlers.dismiss({ taskId }, caller)).toEqual({ dismissed: false })
    await tasks.close()
  })
})

describe('speed', () => {
  it('comes to the true rate of steady work, and follows a change within ten seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (first, second) => {
        let state = startSpeed(0)
        let done = 0
        for (let at = 500; at <= 30_000; at += 500) {
          done += (at <= 15_000 ? first : second) / 2
          state = speed(state, at, done)
          if (at === 15_000) expect(state.perSecond).toBeCloseTo(first, 3)
        }
        expect(Math.abs((state.perSecond ?? 0) - second)).toBeLessThan(Math.abs(first - second) * 0.05 + 1e-6)
      }),
    )
  })
})
