import { describe, expect, it } from 'vitest'
import type { BindTerms } from '../../contract/binding-terms.ts'
import type { Binding } from '../../contract/bindings.ts'
import { act, e164, type MaskingMode, maskingProfile } from '../testing/masking-desk.ts'
import { type Desk, until, wholeApp } from '../testing/whole-app.ts'

const { desk: openDesk, simulator: openSimulator, impatientDesk } = wholeApp()

type BoundMode = Exclude<MaskingMode, 'x'>
const MODES = ['axb', 'ax', 'axe', 'axyb'] as const
const STRANGER = '+8613700000088'

/** A desk with a profile of a mode, what can be bound there, planted behind its back, and compared. */
async function ledger(mode: BoundMode, open: () => Promise<Desk> = () => openDesk()) {
  const simulator = await openSimulator()
  const desk = await open()
  const { client } = desk
  const { profileId, app } = await maskingProfile(desk, simulator, mode)
  const numbers = app.numbers.map(({ number }) => e164(number))

  function terms(at: number): BindTerms {
    const a = e164(`+8613800000${mode.length}4${at}`)
    const x = { by: 'number', number: numbers[at % numbers.length] ?? e164('+8617000000033') } as const
    const city = { by: 'city', areaCode: '0755', match: 'loose' } as const
    const shared = { a, record: false } as const
    const called = { direction: 'both', maxDurationMinutes: 0 } as const
    switch (mode) {
      case 'axb':
        return { mode, ...shared, ...called, b: e164(`+8613900000${mode.length}4${at}`), x, lifeS: 0 }
      case 'ax':
        return { mode, ...shared, ...called, x, on: true }
      case 'axe':
        return { mode, ...shared, x, lifeS: 7200, callbackLifeS: 0 }
      case 'axyb':
        return { mode, ...shared, direction: 'both', x: city, lifeS: 86_400, pairLifeS: 0 }
    }
  }

  const bind = (at: number) => client.bindings.bind({ requestId: act(), profileId, terms: terms(at) })

  async function compared() {
    await client.bindings.reconcile({ profileId })
    const lastOne = async () => (await client.bindings.reconciliations({})).reconciliations[0]
    await until('the comparison is over', async () => (await lastOne())?.state !== 'running')
    return lastOne()
  }

  /** The one difference there is now. */
  async function drift() {
    const found = await compared()
    expect(found?.drifts).toHaveLength(1)
    const [only] = found?.drifts ?? []
    if (only === undefined) throw new Error('there is no difference')
    return only
  }

  const idOf = ({ subscriptionId }: Binding) => subscriptionId ?? ''

  return {
    simulator,
    client,
    profileId,
    bind,
    compared,
    drift,
    mend: (
      driftId: string,
      way: 'forget' | 'bindAgain' | 'adopt' | 'unbindThere' | 'takeTheirs' | 'pushOurs',
    ) => client.bindings.mend({ requestId: act(), profileId, driftId, way }),
    plant: {
      add: () =>
        simulator.drift(app.appKey, {
          kind: 'add',
          body: {
            axb: { callerNum: STRANGER, calleeNum: '+8613700000089', relationNum: numbers[0] },
            ax: { origNum: STRANGER, privateNum: numbers[3] },
            axe: { bindNum: STRANGER, virtualNum: numbers[0] },
            axyb: { origNum: STRANGER, areaCode: '0755', areaMatchMode: '1' },
          }[mode],
        }),
      remove: (binding: Binding) =>
        simulator.drift(app.appKey, { kind: 'remove', subscriptionId: idOf(binding) }),
      record: (binding: Binding) =>
        simulator.drift(app.appKey, {
          kind: 'alter',
          subscriptionId: idOf(binding),
          changes: { recordFlag: 'true' },
        }),
    },
  }
}

describe('reconciliation', () => {
  it.each(MODES)(
    '%s: finds every planted drift and nothing else',
    async (mode) => {
      const { client, bind, compared, mend, plant } = await ledger(mode)
      const [same, removed, altered] = [await bind(0), await bind(1), await bind(2)]
      expect([same, removed, altered].map(({ state }) => state)).toEqual(['active', 'active', 'active'])
      await client.bindings.unbind({ bindingId: (await bind(3)).id })
      expect(await compared()).toMatchObject({ state: 'done', here: 3, there: 3, notAsked: [], drifts: [] })

      plant.add()
      plant.remove(removed)
      plant.record(altered)
      const found = (await compared())?.drifts ?? []
      expect(found.map(({ kind }) => kind).sort()).toEqual(['differs', 'missingHere', 'missingThere'])
      const of = (kind: string) => found.find((drift) => drift.kind === kind)
      expect(of('missingThere')?.bindingId).toBe(removed.id)
      expect(of('missingHere')).toMatchObject({ a: STRANGER })
      expect(of('differs')).toMatchObject({
        bindingId: altered.id,
        fields: [{ name: 'record', here: 'false', there: 'true' }],
      })
      for (const [kind, way] of [
        ['missingThere', 'forget'],
        ['missingHere', 'adopt'],
        ['differs', 'takeTheirs'],
      ] as const) {
        await mend(of(kind)?.id ?? '', way)
      }
      expect(await compared()).toMatchObject({ state: 'done', here: 3, there: 3, drifts: [] })
    },
    60_000,
  )

  it.each(MODES)(
    '%s: our side wins: bound there again, unbound there',
    async (mode) => {
      const { simulator, client, profileId, bind, compared, drift, mend, plant } = await ledger(mode)
      const removed = await bind(0)
      plant.remove(removed)
      const gone = await drift()
      expect(gone).toMatchObject({ kind: 'missingThere', bindingId: removed.id })
      await mend(gone.id, 'bindAgain')
      expect((await client.bindings.get({ bindingId: removed.id })).binding.state).toBe('gone')
      const search = { filter: { profileId, states: ['active' as const] }, limit: 10 }
      const { bindings } = await client.bindings.list(search)
      expect(bindings).toHaveLength(1)
      expect(bindings[0]).toMatchObject({ a: removed.a, settings: removed.settings })
      // In AXYB the platform picks X of the city anew.
      if (mode !== 'axyb') expect(bindings[0]?.x).toBe(removed.x)
      expect(bindings[0]?.subscriptionId).not.toBe(removed.subscriptionId)
      expect(await compared()).toMatchObject({ here: 1, there: 1, drifts: [] })
      // Mended once; a second click finds nothing to mend.
      await expect(mend(gone.id, 'bindAgain')).rejects.toThrow('drift.notFound')
      expect(simulator.binds()).toHaveLength(2)

      plant.add()
      const foreign = await drift()
      expect(foreign).toMatchObject({ kind: 'missingHere', a: STRANGER })
      await mend(foreign.id, 'unbindThere')
      expect(await compared()).toMatchObject({ here: 1, there: 1, drifts: [] })
      expect((await client.bindings.list(search)).bindings).toHaveLength(1)
    },
    60_000,
  )

  it.each(['axb', 'ax', 'axe'] as const)(
    '%s: our side wins: set there to what the ledger says',
    async (mode) => {
      const { client, bind, compared, drift, mend, plant } = await ledger(mode)
      const altered = await bind(0)
      plant.record(altered)
      const differing = await drift()
      expect(differing).toMatchObject({ kind: 'differs', ways: ['takeTheirs', 'pushOurs'] })
      await mend(differing.id, 'pushOurs')
      expect(await compared()).toMatchObject({ here: 1, there: 1, drifts: [] })
      const { binding } = await client.bindings.get({ bindingId: altered.id })
      expect(binding).toMatchObject({ state: 'active', settings: { record: false } })
    },
    60_000,
  )

  it('what the platform refuses is not mended, and can be tried again', async () => {
    const { simulator, client, bind, compared, drift, mend, plant } = await ledger('axb')
    const removed = await bind(0)
    plant.remove(removed)
    const gone = await drift()
    const refused = { operation: 'axb.bind', kind: 'resultcode', code: '1012012', httpStatus: 200 } as const
    simulator.addFault(refused)
    await expect(mend(gone.id, 'bindAgain')).rejects.toThrow('platform.')
    const [kept] = (await client.bindings.reconciliations({})).reconciliations
    expect(kept?.drifts[0]).toMatchObject({ id: gone.id })
    expect(kept?.drifts[0]?.mended).toBeUndefined()
    await mend(gone.id, 'bindAgain')
    expect(await compared()).toMatchObject({ here: 1, there: 1, drifts: [] })
  }, 60_000)
})

describe('a lost answer', () => {
  it.each(MODES)('%s: whether it was bound is settled by a query', async (mode) => {
    const { simulator, client, bind } = await ledger(mode, impatientDesk)
    for (const [at, kind, verdict, state] of [
      [0, 'dropAfter', 'there', 'active'],
      [1, 'dropBefore', 'notThere', 'notSent'],
    ] as const) {
      simulator.addFault({ operation: `${mode}.bind`, kind })
      const lost = await bind(at)
      expect(lost.state).toBe('unknown')
      const settled = await client.bindings.refresh({ bindingId: lost.id })
      expect(settled).toMatchObject({ verdict, binding: { state } })
    }
    expect(simulator.binds()).toHaveLength(1)
  })

  it.each(MODES)('%s: whether it was unbound is settled by a query', async (mode) => {
    const { simulator, client, bind } = await ledger(mode, impatientDesk)
    for (const [at, kind, verdict, state] of [
      [0, 'dropAfter', 'notThere', 'unbound'],
      [1, 'dropBefore', 'there', 'active'],
    ] as const) {
      const { id: bindingId } = await bind(at)
      simulator.addFault({ operation: `${mode}.unbind`, kind })
      await expect(client.bindings.unbind({ bindingId })).rejects.toThrow('platform.')
      expect((await client.bindings.get({ bindingId })).binding).toMatchObject({
        state: 'active',
        doubt: 'unbind',
      })
      const settled = await client.bindings.refresh({ bindingId })
      expect(settled).toMatchObject({ verdict, binding: { state } })
      expect(settled.binding.doubt).toBeUndefined()
    }
  })
})
