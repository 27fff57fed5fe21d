import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Task } from '../../contract/tasks.ts'
import { COLUMN_IDS } from '../../domain/exports/index.ts'
import { isUploadId, must, type TaskId } from '../../domain/values.ts'
import { callWhen, type Desk, dialRequest, until, wholeApp, withProfile } from '../testing/whole-app.ts'

const { desk, simulator } = wholeApp()

const CALLEE = '+8613812345678'
const request = { columns: [...COLUMN_IDS], headings: 'en' as const, encoding: 'utf-8' as const }

async function over({ client }: Pick<Desk, 'client'>, taskId: TaskId): Promise<Task> {
  let task: Task | undefined
  await until('the task is over', async () => {
    task = (await client.tasks.list({})).tasks.find(({ id }) => id === taskId)
    return task !== undefined && task.state !== 'running'
  })
  if (task === undefined) throw new Error('no task')
  return task
}

const fetched = ({ app }: Pick<Desk, 'app'>, path: string) => app.web(new Request(`http://desk${path}`))

async function send({ app }: Pick<Desk, 'app'>, text: string) {
  const uploadId = must(crypto.randomUUID(), isUploadId, 'upload id')
  const sent = await app.web(new Request(`http://desk/imports/${uploadId}`, { method: 'PUT', body: text }))
  expect(sent.status).toBe(204)
  return uploadId
}

async function deskWithCalls() {
  const platform = await simulator()
  const running = await desk()
  await withProfile(running, platform.url)
  for (const callee of [CALLEE, '+8613800139001']) {
    const { id } = await running.client.calls.dial(dialRequest(callee))
    await platform.advance(600)
    await callWhen(running, id, ({ phase }) => phase === 'ended')
  }
  return running
}

it('writes what was found to a file that is fetched by its path, and into another installation', async () => {
  const running = await deskWithCalls()
  const { taskId } = await running.client.exports.make({
    ...request,
    format: 'csv',
    filter: { numberPart: '5678' },
  })
  const done = await over(running, taskId)
  expect(done).toMatchObject({ state: 'done', done: 1 })
  const answer = await fetched(running, done.resultPath ?? '')
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename\*=UTF-8''voicedesk-calls-.*\.csv$/,
  )
  expect(answer.headers.get('content-type')).toBe('text/csv')
  expect(await answer.text()).toContain(`'${CALLEE}`)
  expect((await running.client.audit.list({ limit: 1 })).entries).toMatchObject([
    { action: 'export.made', params: { format: 'csv', calls: 1, masked: false } },
  ])

  const all = await over(running, (await running.client.exports.make({ ...request, format: 'jsonl' })).taskId)
  const text = await (await fetched(running, all.resultPath ?? '')).text()
  const other = await desk()
  const taken = await over(
    other,
    (await other.client.exports.import({ uploadId: await send(other, text) })).taskId,
  )
  expect(taken).toMatchObject({ state: 'done', params: { added: 2, known: 0, unread: 0 } })
  const there = (await other.client.history.search({ filter: {}, limit: 10 })).calls
  const here = (await running.client.history.search({ filter: {}, limit: 10 })).calls
  const plain = (calls: typeof here) => calls.map(({ revision: _revision, ...call }) => call)
  expect(plain(there)).toEqual(plain(here))

  // The same file again, and into where the calls come from, changes nothing.
  for (const target of [other, running]) {
    const uploadId = await send(target, text)
    const again = await over(target, (await target.client.exports.import({ uploadId })).taskId)
    expect(again.params).toEqual({ added: 0, known: 2, unread: 0 })
  }
  expect((await fetched(running, '/exports/no-such-export')).status).toBe(404)
})

it('masks numbers where the screen does', async () => {
  const running = await deskWithCalls()
  const { settings } = await running.client.settings.get({})
  await running.client.settings.save({ settings: { ...settings, maskNumbers: true } })
  for (const format of ['csv', 'jsonl', 'xlsx'] as const) {
    const done = await over(running, (await running.client.exports.make({ ...request, format })).taskId)
    const text = Buffer.from(await (await fetched(running, done.resultPath ?? '')).arrayBuffer())
    expect(text.includes('13812345678')).toBe(false)
    if (format === 'csv') expect(text.toString()).toContain("'+86138****5678")
  }
})

it('leaves nothing of an export that was cancelled, and refuses what is no table', async () => {
  const running = await deskWithCalls()
  const { taskId } = await running.client.exports.make({ ...request, format: 'xlsx' })
  const cancelled = await running.client.tasks.cancel({ taskId })
  // It may have been over before the person's word came.
  if (cancelled.state === 'cancelled') expect(readdirSync(join(running.dataDir, 'exports'))).toEqual([])

  const wrong = await over(
    running,
    (await running.client.exports.import({ uploadId: await send(running, 'name,phone\nA,1\n') })).taskId,
  )
  expect(wrong).toMatchObject({ state: 'failed', error: { code: 'import.noTable' } })
  expect(readdirSync(join(running.dataDir, 'imports'))).toEqual([])
  await expect(running.client.exports.make({ ...request, format: 'csv', columns: ['none'] })).rejects.toThrow(
    'export.noColumns',
  )
})
