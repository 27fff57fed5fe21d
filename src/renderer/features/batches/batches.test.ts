import { describe, expect, it } from 'vitest'
import type { Batch, BatchRow } from '../../../contract/batches.ts'
import { createClient } from '../../../contract/client.ts'
import { isBatchId, isProfileId, isUtcMs, must } from '../../../domain/values.ts'
import { mappingOf, missingFields, progressOf, rowQuery, withWindow } from './rows.ts'
import { createBatchesStore } from './store.ts'

const PROFILE = must('profile-axb', isProfileId, 'profile id')
const ID = must('batch-0001', isBatchId, 'batch id')
const batchOf = (revision: number): Batch => ({
  id: ID,
  revision,
  profileId: PROFILE,
  mode: 'axb',
  fileName: 'orders.csv',
  state: 'running',
  rows: 10,
  warned: 0,
  counts: { stopped: 2, waiting: 4, binding: 1, bound: 2, refused: 1, unknown: 0, undone: 0 },
  createdAt: must(1000, isUtcMs, 'time'),
})
const row = (number: number, state: BatchRow['state'] = 'waiting'): BatchRow => ({
  row: number,
  state,
  findings: [],
})

describe('rows of a file', () => {
  it('are renewed between two lines and left alone elsewhere', () => {
    const before = [1, 2, 3, 4].map((number) => row(number))
    const after = withWindow(before, [row(2, 'bound'), row(3, 'refused'), row(5)], 2, 3)
    expect(after.map(({ state }) => state)).toEqual(['waiting', 'bound', 'refused', 'waiting'])
    expect(withWindow(before, [row(2, 'bound')], 2, 3).map(({ row: line }) => line)).toEqual([1, 2, 4])
  })

  it('count as done once something became of them', () => {
    expect(progressOf(batchOf(1))).toEqual({ done: 3, of: 8 })
  })

  it('are asked for by what a person wants to see', () => {
    expect(rowQuery('all')).toEqual({})
    expect(rowQuery('findings')).toEqual({ withFindings: true })
    expect(rowQuery('waiting')).toEqual({ states: ['waiting', 'binding'] })
  })

  it('take a column for what it was recognized as, once', () => {
    const column = (name: string, field?: 'a' | 'b') => ({ name, samples: [], ...(field && { field }) })
    const mapping = mappingOf([column('Phone', 'a'), column('Note'), column('Mobile', 'a')])
    expect(mapping).toEqual({ a: 0 })
    expect(missingFields(mapping, 'axb')).toEqual(['b'])
    expect(missingFields(mapping, 'axe')).toEqual([])
  })
})

/** @param answer what main says; called with the name of the operation and its input */
function storeOver(answer: (name: string, input: unknown) => unknown, send = async () => undefined) {
  const asked: { name: string; input: unknown }[] = []
  let ids = 0
  const store = createBatchesStore({
    client: createClient(async (_kind, name, input) => {
      asked.push({ name, input })
      return answer(name, input)
    }),
    language: () => 'en',
    newId: () => {
      ids += 1
      return `00000000-${ids}`
    },
    send,
  })
  return { asked, now: () => store.getState() }
}

const file = new File(['a,b'], 'orders.csv')
const read = { fileId: 'rows-00000000-1', fileName: 'orders.csv', form: 'csv', rows: 1, columns: [] }

describe('a file that becomes a batch', () => {
  it('is sent, read, and keeps its meaning; a column has one meaning at a time', async () => {
    const columns = [
      { name: 'A', samples: [], field: 'a' },
      { name: 'B', samples: [], field: 'b' },
    ]
    const { now } = storeOver(() => ({ ...read, columns }))
    await now().takeFile(file, PROFILE, 'axb')
    expect(now().draft).toMatchObject({ state: 'read', mapping: { a: 0, b: 1 } })
    now().map('x', 1)
    expect(now().draft?.mapping).toEqual({ a: 0, x: 1 })
    now().map('x', undefined)
    expect(now().draft?.mapping).toEqual({ a: 0 })
  })

  it('says why it could not be read, and forgets an answer for a file that was given up', async () => {
    const failing = storeOver(() => {
      throw new Error('no')
    })
    await failing.now().takeFile(file, PROFILE, 'axb')
    expect(failing.now().draft).toMatchObject({ state: 'failed', error: { code: 'internal' } })

    let answer: (() => void) | undefined
    const slow = storeOver(
      () =>
        new Promise((done) => {
          answer = () => done(read)
        }),
    )
    const taking = slow.now().takeFile(file, PROFILE, 'axb')
    await expect.poll(() => answer !== undefined).toBe(true)
    slow.now().dropDraft()
    answer?.()
    await taking
    expect(slow.now().draft).toBeUndefined()
  })

  it('makes one batch however often it is asked for', async () => {
    const { now, asked } = storeOver((name) => (name === 'batches.create' ? batchOf(1) : read))
    await now().takeFile(file, PROFILE, 'axb')
    await now().create({
      mode: 'axb',
      x: { by: 'platform' },
      direction: 'both',
      lifeS: 0,
      record: false,
      maxDurationMinutes: 0,
    })
    expect(asked.at(-1)?.input).toMatchObject({ batchId: '00000000-1', fileId: 'rows-00000000-1' })
    expect(now().draft).toBeUndefined()
    expect(now().batches).toEqual([batchOf(1)])
  })
})

it('takes the newer form of a batch only', () => {
  const { now } = storeOver(() => undefined)
  now().apply({ name: 'batches.changed', payload: batchOf(5) })
  now().apply({ name: 'batches.changed', payload: batchOf(4) })
  expect(now().batches).toEqual([batchOf(5)])
})

it('reads the rows of an open file once it has been checked', async () => {
  let checked = false
  const { now, asked } = storeOver((name) =>
    name === 'batches.rows' ? { rows: checked ? [row(1), row(2, 'stopped')] : [] } : batchOf(1),
  )
  now().apply({ name: 'batches.changed', payload: { ...batchOf(1), state: 'checking' } })
  now().openBatch(ID)
  await expect.poll(() => now().open?.phase).toBe('ready')
  expect(now().open?.rows).toEqual([])
  checked = true
  now().apply({ name: 'batches.changed', payload: { ...batchOf(2), state: 'checked' } })
  await expect.poll(() => now().open?.rows.map(({ state }) => state)).toEqual(['waiting', 'stopped'])
  const before = asked.length
  now().apply({ name: 'batches.changed', payload: { ...batchOf(3), state: 'checked' } })
  expect(asked).toHaveLength(before)
})
