import type { Handlers } from '../../contract/index.ts'
import type { UtcMs } from '../../domain/values.ts'
import { changeAnnotations } from '../annotations/index.ts'
import type { Audit } from '../audit/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store } from '../store/index.ts'
import { createCards } from './cards.ts'
import type { ReviewDoors } from './doors.ts'
import { createExchange } from './exchange.ts'
import { createMarks } from './marks.ts'
import { createIdentity } from './reviewer.ts'
import { createScores } from './scores.ts'
import { createTasks } from './tasks.ts'

/** Quality review: everything is local, so it works without the platform and without a network. */
export function createReview(options: {
  store: Store
  audit: Pick<Audit, 'record'>
  publish: Publish
  clock: () => UtcMs
  nextRevision: () => number
}): Handlers<'review'> {
  const { store, audit, publish, clock } = options
  const identity = createIdentity(store)
  const doors: ReviewDoors = {
    store,
    identity,
    audit,
    random: Math.random,
    clock,
    async reviewed(callId) {
      if ((await store.marks(callId)).reviewed) return
      await changeAnnotations(options, callId, { reviewed: true })
    },
    tell: (callId) => publish({ name: 'review.changed', payload: { at: clock(), callId } }),
  }
  return {
    ...createMarks(doors),
    ...createCards(doors),
    ...createTasks(doors),
    ...createScores(doors),
    ...createExchange(doors),
    reviewer: async () => ({ reviewer: await identity.current() }),
    async setReviewer({ name }) {
      const reviewer = await identity.rename(name)
      doors.tell()
      return { reviewer }
    },
  }
}
