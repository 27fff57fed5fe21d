import { describe, expect, it } from 'vitest'
import type { BindTerms } from '../../contract/binding-terms.ts'
import type { Simulator } from '../../simulator/index.ts'
import { act, e164, type MaskingMode, maskingProfile } from '../testing/masking-desk.ts'
import { type Desk, until, wholeApp } from '../testing/whole-app.ts'

const { desk: openDesk, simulator: openSimulator, impatientDesk } = wholeApp()

const A = e164('+8613800000011')
const B = e164('+8613900000022')
const STRANGER = '+8613700000033'

/** A desk with a profile for a mode, whose pushes reach it. */
async function masking(mode: MaskingMode, given?: { desk?: Desk; simulator?: Simulator }) {
  const simulator = given?.simulator ?? (await openSimulator())
  const desk = given?.desk ?? (await openDesk())
  return { simulator, desk, client: desk.client, ...(await maskingProfile(desk, simulator, mode)) }
}

const axbTerms = (x: string, more: object = {}): BindTerms => ({
  mode: 'axb',
  a: A,
  b: B,
  x: { by: 'number', number: e164(x) },
  direction: 'both',
  lifeS: 0,
  record: false,
  maxDurationMinutes: 0,
  ...more,
})

const AXYB_TERMS: BindTerms = {
  mode: 'axyb',
  a: A,
  x: { by: 'city', areaCode: '0755', match: 'strict' },
  direction: 'both',
  lifeS: 86_400,
  pairLifeS: 3600,
  record: false,
}

describe('bindings of each mode', () => {
  it('AXB: bound, called, recorded, changed, unbound', async () => {
    const { simulator, client, profileId, app, x } = await masking('axb')
    const requestId = act()
    const terms = axbTerms(x, { record: true, recordHintTone: 'rec_notice.wav', lifeS: 86_400 })
    simulator.addPrompts(['rec_notice.wav'])
    const [first, second] = await Promise.all([
      client.bindings.bind({ requestId, profileId, terms }),
      client.bindings.bind({ requestId, profileId, terms }),
    ])
    expect(first.id).toBe(second.id)
    const binding = (await client.bindings.get({ bindingId: first.id })).binding
    expect(binding).toMatchObject({ state: 'active', mode: 'axb', x, a: A, b: B })
    expect(binding.expiresAt).toBe((binding.boundAt ?? 0) + 86_400_000)
    expect(simulator.binds()).toHaveLength(1)

    simulator.dial({ appKey: app.appKey, from: A, to: x })
    await simulator.advance(300)
    await until('the call is there', async () => {
      const { calls } = await client.bindings.get({ bindingId: binding.id })
      return calls[0]?.feeReceived === true
    })
    const { calls, history } = await client.bindings.get({ bindingId: binding.id })
    expect(calls[0]).toMatchObject({
      service: 'masked',
      phase: 'ended',
      outcome: 'answered',
      recording: 'made',
      a: { number: A, display: x },
      b: { number: B, display: x },
      masking: { x, subscriptionId: binding.subscriptionId, direction: 'fromA' },
    })
    expect(calls[0]?.billedMinutes).toEqual({ a: 0, b: expect.any(Number) })
    expect(history.map(({ kind }) => kind)).toEqual(['bindRequested', 'bindAnswered'])

    const changed = await client.bindings.modify({
      bindingId: binding.id,
      change: { mode: 'axb', lifeS: 3600, maxDurationMinutes: 5 },
    })
    expect(changed.settings).toMatchObject({ lifeS: 3600, maxDurationMinutes: 5 })
    const seen = await client.bindings.refresh({ bindingId: binding.id })
    expect(seen.verdict).toBe('there')
    expect((await client.bindings.unbind({ bindingId: binding.id })).state).toBe('unbound')
    await expect(client.bindings.unbind({ bindingId: binding.id })).rejects.toThrow('binding.notActive')
  })

  it('AX: bound by city, a temporary callee, a held message passed by a rule', async () => {
    const { simulator, client, profileId, app } = await masking('ax')
    const binding = await client.bindings.bind({
      requestId: act(),
      profileId,
      terms: {
        mode: 'ax',
        a: A,
        x: { by: 'city', areaCode: '010', match: 'strict' },
        direction: 'both',
        on: true,
        record: false,
        maxDurationMinutes: 0,
      },
    })
    expect(binding).toMatchObject({ state: 'active', mode: 'ax' })
    const x = binding.x ?? ''
    const called = await client.bindings.setTemporaryCallee({
      bindingId: binding.id,
      callee: { number: B, validS: 120 },
    })
    expect(called.temporaryCallee?.number).toBe(B)
    simulator.dial({ appKey: app.appKey, from: A, to: x })
    await simulator.advance(300)
    await until('the call is there', async () => {
      const { calls } = await client.bindings.get({ bindingId: binding.id })
      return calls[0]?.feeReceived === true
    })
    await client.routing.savePlan({
      profileId,
      plan: {
        rules: [
          { id: 'rule-00000001', name: 'to B', enabled: true, for: 'message', answer: { do: 'pass', to: B } },
        ],
        answerShape: 'list',
      },
    })
    simulator.sms({ appKey: app.appKey, from: A, to: x, text: 'no suffix' })
    await simulator.settle()
    await until('the message is sent', async () => {
      const { messages } = await client.messages.list({ filter: {}, limit: 10 })
      return messages[0]?.state === 'sent'
    })
    const { messages } = await client.messages.list({ filter: { profileId }, limit: 10 })
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatchObject({ from: A, to: B, x, bindingId: binding.id })
    const { decisions } = await client.routing.decisions({ limit: 10 })
    expect(decisions[0]).toMatchObject({ for: 'message', did: 'pass', to: B, ruleId: 'rule-00000001' })
  })

  it('AXE: an extension keyed in', async () => {
    const { simulator, client, profileId, app, x } = await masking('axe')
    const binding = await client.bindings.bind({
      requestId: act(),
      profileId,
      terms: {
        mode: 'axe',
        a: A,
        x: { by: 'number', number: x },
        lifeS: 7200,
        callbackLifeS: 3600,
        record: false,
      },
    })
    expect(binding).toMatchObject({ state: 'active', x })
    expect(binding.extension).toMatch(/^\d{1,4}$/)
    simulator.dial({ appKey: app.appKey, from: STRANGER, to: x, digits: binding.extension ?? '' })
    await simulator.advance(300)
    await until('the call is there', async () => {
      const { calls } = await client.bindings.get({ bindingId: binding.id })
      return calls[0]?.feeReceived === true
    })
    const { calls } = await client.bindings.get({ bindingId: binding.id })
    expect(calls[0]).toMatchObject({
      outcome: 'answered',
      masking: { extension: binding.extension, direction: 'toA' },
    })
    await client.bindings.modify({ bindingId: binding.id, change: { mode: 'axe', lifeS: 10_800 } })
    expect((await client.bindings.unbind({ bindingId: binding.id })).state).toBe('unbound')
  })

  it('AXYB: a pair bound and unbound by itself', async () => {
    const { client, profileId } = await masking('axyb')
    const binding = await client.bindings.bind({
      requestId: act(),
      profileId,
      terms: AXYB_TERMS,
    })
    expect(binding.state).toBe('active')
    const paired = await client.bindings.bindPair({ requestId: act(), bindingId: binding.id, pair: { b: B } })
    expect(paired.pairs).toMatchObject([{ b: B, state: 'active', y: expect.stringMatching(/^\+86/) }])
    const pairId = paired.pairs[0]?.id ?? ''
    const freed = await client.bindings.unbind({ bindingId: binding.id, pairId })
    expect(freed).toMatchObject({ state: 'active', pairs: [{ state: 'unbound' }] })
    expect((await client.bindings.unbind({ bindingId: binding.id })).state).toBe('unbound')
  })

  it('X: put through by a rule, closed without one', async () => {
    const { simulator, client, profileId, app, x } = await masking('x')
    await client.routing.savePlan({
      profileId,
      plan: {
        rules: [
          {
            id: 'rule-00000002',
            name: 'strangers',
            enabled: true,
            for: 'call',
            caller: { by: 'prefix', digits: '137' },
            answer: { do: 'connect', callee: A, maxDurationMinutes: 0, record: false, userData: 'parcel-1' },
          },
        ],
        answerShape: 'list',
      },
    })
    simulator.dial({ appKey: app.appKey, from: STRANGER, to: x })
    simulator.dial({ appKey: app.appKey, from: B, to: x })
    await simulator.advance(300)
    await until('both calls are told', async () => {
      const { calls } = await client.history.search({ filter: {}, limit: 10 })
      return calls.length === 2 && calls.every(({ feeReceived }) => feeReceived)
    })
    const { calls } = await client.history.search({ filter: {}, limit: 10 })
    const put = calls.find((call) => call.a.number === STRANGER)
    const shut = calls.find((call) => call.a.number === B)
    expect(put).toMatchObject({
      outcome: 'answered',
      b: { number: A },
      masking: { asked: true, userData: 'parcel-1' },
    })
    expect(shut).toMatchObject({ end: { stateCode: 8017 }, masking: { asked: true } })
    const { decisions } = await client.routing.decisions({ profileId, limit: 10 })
    expect(decisions.map(({ did }) => did).sort()).toEqual(['close', 'connect'])
    const trial = await client.routing.try({
      profileId,
      for: 'call',
      x,
      caller: B,
      at: decisions[0]?.at ?? (0 as never),
    })
    expect(trial).toMatchObject({ did: 'close', steps: [{ verdict: 'otherCaller' }] })
  })
})

it('a lost answer is unknown, and a query settles it either way', async () => {
  const simulator = await openSimulator()
  const desk = await impatientDesk()
  const { client, profileId, x } = await masking('axb', { simulator, desk })
  for (const [kind, verdict, state] of [
    ['dropAfter', 'there', 'active'],
    ['dropBefore', 'notThere', 'notSent'],
  ] as const) {
    const b = e164(kind === 'dropAfter' ? '+8613900000031' : '+8613900000032')
    const a = e164(kind === 'dropAfter' ? '+8613800000031' : '+8613800000032')
    simulator.addFault({ operation: 'axb.bind', kind })
    const terms = axbTerms(x, { a, b })
    const requestId = act()
    const lost = await client.bindings.bind({ requestId, profileId, terms })
    expect(lost.state).toBe('unknown')
    expect((await client.bindings.check({ profileId, terms })).findings.map(({ code }) => code)).toContain(
      'boundUnknown',
    )
    const settled = await client.bindings.refresh({ bindingId: lost.id })
    expect(settled).toMatchObject({ verdict, binding: { state } })
    expect((await client.bindings.bind({ requestId, profileId, terms })).id).toBe(lost.id)
  }
  expect(simulator.binds()).toHaveLength(1)
})

it('a person settles a lost answer by hand, once, and a later query has the last word', async () => {
  const simulator = await openSimulator()
  const desk = await impatientDesk()
  const { client, profileId, x } = await masking('axb', { simulator, desk })
  for (const [at, kind, said, state, overruled] of [
    [1, 'dropBefore', 'bound', 'active', 'gone'],
    [2, 'dropAfter', 'notBound', 'notSent', 'active'],
    [3, 'dropBefore', 'notBound', 'notSent', 'notSent'],
  ] as const) {
    simulator.addFault({ operation: 'axb.bind', kind })
    const terms = axbTerms(x, { a: e164(`+861380000004${at}`), b: e164(`+861390000004${at}`) })
    const { id: bindingId } = await client.bindings.bind({ requestId: act(), profileId, terms })
    const settled = await client.bindings.settle({ bindingId, verdict: said })
    expect(settled).toMatchObject({ state, settledByUser: true })
    await expect(client.bindings.settle({ bindingId, verdict: 'bound' })).rejects.toThrow(
      'binding.notUnknown',
    )
    const { history } = await client.bindings.get({ bindingId })
    expect(history.filter(({ kind }) => kind.startsWith('settled'))).toHaveLength(1)
    const seen = await client.bindings.refresh({ bindingId })
    expect([kind, said, seen.binding.state]).toEqual([kind, said, overruled])
  }
  expect(simulator.binds()).toHaveLength(1)
})

it('a B of an AXYB binding whose answer was lost is settled by hand without the rest', async () => {
  const simulator = await openSimulator()
  const desk = await impatientDesk()
  const { client, profileId } = await masking('axyb', { simulator, desk })
  const binding = await client.bindings.bind({ requestId: act(), profileId, terms: AXYB_TERMS })
  simulator.addFault({ operation: 'axyb.bind', kind: 'dropBefore' })
  const lost = await client.bindings.bindPair({ requestId: act(), bindingId: binding.id, pair: { b: B } })
  const pair = lost.pairs.find(({ state }) => state === 'unknown')
  const settled = await client.bindings.settle({
    bindingId: binding.id,
    pairId: pair?.id ?? '',
    verdict: 'notBound',
  })
  expect(settled.state).toBe('active')
  expect(settled.pairs.map(({ state }) => state)).toEqual(['notSent'])
})
