import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Call } from '../../../contract/calls.ts'
import { createClient } from '../../../contract/client.ts'
import type { Profile } from '../../../contract/profiles.ts'
import { accepted, id as callId, request } from '../../../domain/calls/example.ts'
import { reduceCall } from '../../../domain/calls/index.ts'
import { isE164, isProfileId, isUtcMs, must } from '../../../domain/values.ts'
import { ContractFailure, localFailure } from '../../client/failure.ts'
import { draft, EMPTY_FIELDS, optionsOf, wrongPrompts } from './request.ts'
import { createDialStore } from './store.ts'

const display = must('+8675528000111', isE164, 'number')
const profile: Profile = {
  id: must('profile-0001', isProfileId, 'id'),
  revision: 1,
  name: 'Test',
  service: 'callback',
  environment: 'test',
  address: 'https://example.com',
  appKey: 'key',
  scheme: 'AKSK',
  displayNumbers: [display],
  signaturePolicy: 'observe',
  hasSecret: true,
  secretKeptIn: 'keychain',
}
const fields = { ...EMPTY_FIELDS, callee: '138-0013 0001', own: '１３５ 0000 1111' }

describe('the request a form stands for', () => {
  it('holds numbers in the platform’s form and the display number of the profile', () => {
    expect(draft(fields, profile)).toMatchObject({
      ok: true,
      request: {
        callee: '+8613800130001',
        caller: '+8613500001111',
        displayToCaller: display,
        displayToCallee: display,
      },
    })
  })

  it('names the first thing that is missing', () => {
    const need = (form: typeof fields, of: Profile | undefined) => {
      const drafted = draft(form, of)
      return drafted.ok ? 'none' : drafted.need
    }
    expect(need(fields, undefined)).toBe('profile')
    expect(need(fields, { ...profile, hasSecret: false })).toBe('secret')
    expect(
      need(fields, {
        ...profile,
        pause: { reason: 'locked', since: must(1, isUtcMs, 'time') },
      }),
    ).toBe('paused')
    expect(need({ ...fields, callee: '' }, profile)).toBe('number')
    expect(need({ ...fields, own: '12' }, profile)).toBe('own')
    expect(need({ ...fields, waitVoice: 'no ending' }, profile)).toBe('options')
  })

  it('sends no option whose switch is off, and no name that the platform cannot have', () => {
    const anyFields = fc.record({
      record: fc.boolean(),
      playPreVoice: fc.boolean(),
      maxDurationMinutes: fc.nat({ max: 1440 }),
      recordHintTone: fc.constantFrom('', 'hint.wav'),
      preVoice: fc.constantFrom('', 'pre.wav'),
      lastMinVoice: fc.constantFrom('', 'last.wav'),
      lastMinTo: fc.constantFrom('both' as const, 'toa' as const),
      waitVoice: fc.constantFrom('', 'wait.wav', 'wrong name'),
    })
    fc.assert(
      fc.property(anyFields, (set) => {
        const form = { ...EMPTY_FIELDS, ...set }
        const options = optionsOf(form)
        if (!set.record) expect(options.recordHintTone).toBeUndefined()
        if (!set.playPreVoice) expect(options.preVoice).toBeUndefined()
        if (set.maxDurationMinutes === 0)
          expect([options.lastMinVoice, options.lastMinTo]).toEqual([undefined, undefined])
        expect(wrongPrompts(form)).toEqual(set.waitVoice === 'wrong name' ? ['waitVoice'] : [])
      }),
    )
  })
})

describe('an act of dialling', () => {
  const drafted = draft(fields, profile)
  if (!drafted.ok) throw new Error('not complete')
  const call = reduceCall({ id: callId, revision: 1, profileId: profile.id }, [request, accepted])

  function storeOver(answers: (() => Promise<unknown>)[]) {
    const sent: unknown[] = []
    const placed: Call[] = []
    let ids = 0
    const store = createDialStore({
      client: createClient((_kind, name, input) => {
        if (name === 'calls.dial') sent.push(Reflect.get(Object(input), 'requestId'))
        return answers.shift()?.() ?? Promise.reject(new Error('nothing to answer'))
      }),
      language: () => 'en',
      newId: () => {
        ids += 1
        return `request-${ids}`
      },
      after: () => () => undefined,
      onCall: (one) => placed.push(one),
      memory: { read: () => undefined, keep: () => undefined },
    })
    return { store, sent, placed }
  }
  const lost = () => Promise.reject(localFailure('connection.lost', 'en'))

  it('keeps its id until it is answered, so that asking again places no second call', async () => {
    const { store, sent, placed } = storeOver([lost, lost, async () => call, async () => call])
    await store.getState().dial(drafted.request)
    expect(store.getState().error?.code).toBe('connection.lost')
    await store.getState().dial(drafted.request)
    await store.getState().dial(drafted.request)
    await store.getState().dial(drafted.request)
    expect(sent).toEqual(['request-1', 'request-1', 'request-1', 'request-2'])
    expect(placed).toHaveLength(2)
  })

  it('with another number is another act', async () => {
    const { store, sent } = storeOver([lost, async () => call])
    await store.getState().dial(drafted.request)
    await store.getState().dial({ ...drafted.request, callee: must('+8613800130002', isE164, 'number') })
    expect(sent).toEqual(['request-1', 'request-2'])
  })

  it('cannot be done twice at once, and keeps what was typed when it fails', async () => {
    let answer: (() => void) | undefined
    const { store, sent } = storeOver([
      () =>
        new Promise(
          (_, reject) => (answer = () => reject(new ContractFailure(localFailure('internal', 'en').error))),
        ),
    ])
    store.getState().set({ callee: '138 0013 0001' })
    const first = store.getState().dial(drafted.request)
    await store.getState().dial(drafted.request)
    answer?.()
    await first
    expect(sent).toHaveLength(1)
    expect(store.getState().fields.callee).toBe('138 0013 0001')
  })
})
