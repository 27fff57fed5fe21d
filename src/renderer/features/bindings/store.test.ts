import { describe, expect, it } from 'vitest'
import { createClient } from '../../../contract/client.ts'
import { localFailure } from '../../client/failure.ts'
import { isFiltering, isOver, NO_FILTER, toFilter } from './filter.ts'
import { NEW_FORM, termsOf } from './form.ts'
import { createPrivateNumbersStore } from './numbers-store.ts'
import { createBindingsStore } from './store.ts'
import { bindingId, bindingOf, PROFILE } from './testing/bindings.ts'

/** @param answer what main says; called with the name of the operation and its input */
function storeOver(answer: (name: string, input: unknown) => unknown) {
  const asked: { name: string; input: unknown }[] = []
  const timers: (() => void)[] = []
  let ids = 0
  const options = {
    client: createClient(async (_kind, name, input) => {
      asked.push({ name, input })
      return answer(name, input)
    }),
    language: () => 'en' as const,
    newId: () => {
      ids += 1
      return `request-${ids}`
    },
    after: (_ms: number, act: () => void) => {
      timers.push(act)
      return () => undefined
    },
  }
  const store = createBindingsStore(options)
  const numbers = createPrivateNumbersStore(options)
  return {
    asked,
    now: () => store.getState(),
    numbers: () => numbers.getState(),
    passTime() {
      for (const act of timers.splice(0)) act()
    },
  }
}

const ledger = (...bindings: ReturnType<typeof bindingOf>[]) => ({ bindings, total: bindings.length })
const draft = termsOf({ ...NEW_FORM, a: '13800000011', b: '13900000022', x: '17000000033' }, 'axb')
if (!draft.ok) throw new Error('the form of the test is not complete')
const terms = draft.value

describe('binding', () => {
  it('asks about the same request when the answer did not come, and about a new one after an answer', async () => {
    let lost = true
    const { now, asked } = storeOver((name) => {
      if (name !== 'bindings.bind') return ledger()
      if (lost) throw localFailure('connection.lost', 'en')
      return bindingOf(1)
    })
    await expect(now().bind(PROFILE, terms)).rejects.toThrow()
    lost = false
    await now().bind(PROFILE, terms)
    await now().bind(PROFILE, terms)
    const requests = asked.filter(({ name }) => name === 'bindings.bind').map(({ input }) => input)
    expect(requests).toMatchObject([
      { requestId: 'request-1' },
      { requestId: 'request-1' },
      { requestId: 'request-2' },
    ])
  })

  it('keeps what was typed per mode until it is given up', () => {
    const { now } = storeOver(() => ledger())
    now().edit('axb', { a: '138' })
    now().edit('axe', { extension: '0042' })
    expect(now().drafts.get('axb')).toMatchObject({ a: '138', extension: '' })
    now().discard('axb')
    expect(now().drafts.has('axb')).toBe(false)
    expect(now().drafts.get('axe')).toMatchObject({ extension: '0042' })
  })
})

describe('the ledger', () => {
  it('takes a changed binding in its place, and reads its history anew while it is open', async () => {
    const { now, passTime, asked } = storeOver((name) =>
      name === 'bindings.list'
        ? ledger(bindingOf(2), bindingOf(1))
        : { binding: bindingOf(1), history: [], calls: [] },
    )
    await now().load()
    await now().openBinding(bindingId(1))
    const ended = { ...bindingOf(1, 2), state: 'unbound' as const }
    now().apply({ name: 'bindings.changed', payload: ended })
    expect(now().list.items).toEqual([bindingOf(2), ended])
    expect(now().open?.detail?.binding.state).toBe('unbound')
    const before = asked.length
    passTime()
    expect(asked.slice(before).map(({ name }) => name)).toContain('bindings.get')
  })

  it('does not show the answer for a binding that is no longer open', async () => {
    const answers: ((detail: unknown) => void)[] = []
    const { now } = storeOver(() => new Promise((done) => answers.push(done)))
    const first = now().openBinding(bindingId(1))
    const second = now().openBinding(bindingId(2))
    answers[1]?.({ binding: bindingOf(2), history: [], calls: [] })
    answers[0]?.({ binding: bindingOf(1), history: [], calls: [] })
    await Promise.all([first, second])
    expect(now().open?.detail?.binding.id).toBe(bindingId(2))
  })

  it('is asked for by parts of numbers as people type them, by groups of states and by a number', () => {
    expect(toFilter(NO_FILTER)).toEqual({})
    expect(isFiltering(NO_FILTER)).toBe(false)
    const fields = { ...NO_FILTER, text: ' 00-33 ', states: 'over' as const, x: '+8617000000033' }
    expect(toFilter(fields)).toEqual({
      numberPart: '0033',
      states: ['expired', 'unbound', 'gone'],
      x: '+8617000000033',
    })
    expect(isOver({ state: 'active' })).toBe(false)
    expect(isOver({ state: 'refused' })).toBe(true)
  })
})

describe('mending a difference', () => {
  const drift = {
    id: 'd1',
    profileId: PROFILE,
    kind: 'missingThere' as const,
    mode: 'axb' as const,
    fields: [],
    ways: ['forget' as const, 'bindAgain' as const],
  }
  const reconciliation = {
    profileId: PROFILE,
    at: bindingOf(1).startedAt,
    state: 'done' as const,
    here: 1,
    there: 0,
    notAsked: [],
    drifts: [drift],
  }

  it('shows it mended, or why not', async () => {
    let refuse = true
    const { numbers } = storeOver(() => {
      if (refuse) throw localFailure('connection.lost', 'en')
      return { ...drift, mended: { way: 'forget', at: 5 } }
    })
    numbers().apply({ name: 'bindings.reconciled', payload: reconciliation })
    await numbers().mend(PROFILE, drift, 'forget')
    expect(numbers().problems.get('d1')?.code).toBe('connection.lost')
    refuse = false
    await numbers().mend(PROFILE, drift, 'forget')
    expect(numbers().problems.has('d1')).toBe(false)
    expect(numbers().reconciliations.get(PROFILE)?.drifts[0]?.mended?.way).toBe('forget')
    expect(numbers().mending.size).toBe(0)
  })
})
