import { describe, expect, it } from 'vitest'
import type { Annotations } from '../../../contract/annotations.ts'
import { createClient } from '../../../contract/client.ts'
import { isCallId, isProfileId, must } from '../../../domain/values.ts'
import { localFailure } from '../../client/failure.ts'
import { owesWrapUp } from './codes.ts'
import { createAnnotationsStore } from './store.ts'

const CALL = must('call-0001', isCallId, 'call id')
const PROFILE = must('profile-1', isProfileId, 'profile id')
const KEPT: Annotations = { callId: CALL, revision: 1, note: '', tags: [], reviewed: false }
const call = { id: CALL, profileId: PROFILE, outcome: 'answered' as const }

/** A call that waits for its code. @param save what main says to a change */
async function owing(save: () => Promise<Annotations>) {
  const store = createAnnotationsStore({
    client: createClient(async (_kind, name) => {
      if (name === 'annotations.get') return KEPT
      if (name === 'annotations.tags') return { tags: [] }
      if (name === 'annotations.wrapUpCodes')
        return { codes: [{ id: 'sold', label: 'Sold', removed: false }], mandatoryFor: [PROFILE] }
      return save()
    }),
    language: () => 'en',
    after: () => () => undefined,
  })
  await store.getState().load()
  await store.getState().read(CALL)
  expect(owesWrapUp(store.getState(), call)).toBe(true)
  return () => store.getState()
}

describe('a wrap-up code', () => {
  it('counts from the moment it is chosen', async () => {
    let answer: (kept: Annotations) => void = () => undefined
    const now = await owing(
      () =>
        new Promise((done) => {
          answer = done
        }),
    )
    const saved = now().change(CALL, { wrapUp: 'sold' })
    expect(owesWrapUp(now(), call)).toBe(false)
    answer({ ...KEPT, revision: 2, wrapUp: 'sold' })
    await saved
    expect(now().byCall.get(CALL)).toEqual({ ...KEPT, revision: 2, wrapUp: 'sold' })
  })

  it('is owed again when it could not be kept, and that is said', async () => {
    const now = await owing(async () => {
      throw localFailure('connection.lost', 'en')
    })
    await now().change(CALL, { wrapUp: 'sold' })
    expect(owesWrapUp(now(), call)).toBe(true)
    expect(now().byCall.get(CALL)).toEqual(KEPT)
    expect(now().problems.get(CALL)?.code).toBe('connection.lost')
  })

  it('is taken away as soon as it is cleared', async () => {
    const now = await owing(async () => ({ ...KEPT, revision: 3 }))
    await now().change(CALL, { wrapUp: 'sold', reviewed: true })
    const cleared = now().change(CALL, { wrapUp: null })
    expect(now().byCall.get(CALL)?.wrapUp).toBeUndefined()
    await cleared
  })
})
