import { z } from 'zod'
import type { Annotations } from '../../contract/annotations.ts'
import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import { ProfileId } from '../../contract/values.ts'
import type { CallId, UtcMs } from '../../domain/values.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { MarksChange, Store } from '../store/index.ts'

const MANDATORY = 'wrapUpMandatory'

type Doors = {
  readonly store: Store
  readonly publish: Publish
  readonly clock: () => UtcMs
  readonly nextRevision: () => number
}

/** Changes what was added to a call and says so; nothing when there is no such call. */
export async function changeAnnotations(
  { store, publish, clock, nextRevision }: Doors,
  callId: CallId,
  change: MarksChange,
): Promise<Annotations | undefined> {
  const marks = await store.changeMarks(callId, change, clock())
  if (marks === undefined) return undefined
  const saved = { ...marks, tags: [...marks.tags] }
  publish({ name: 'annotations.changed', payload: saved })
  publish({ name: 'history.changed', payload: { revision: nextRevision() } })
  return saved
}

/** Notes, tags, wrap-up codes and the reviewed flag of calls. */
export function createAnnotations(doors: Doors): Handlers<'annotations'> {
  const { store, publish, clock } = doors

  async function wrapUpCodes() {
    const [codes, mandatory] = await Promise.all([store.wrapUpCodes(), store.setting(MANDATORY)])
    return { codes, mandatoryFor: z.array(ProfileId).safeParse(mandatory).data ?? [] }
  }

  return {
    async get({ callId }) {
      const marks = await store.marks(callId)
      return { ...marks, tags: [...marks.tags] }
    },
    async save({ callId, ...change }) {
      const saved = await changeAnnotations(doors, callId, change)
      if (saved === undefined) throw new Refusal('call.notFound')
      return saved
    },
    tags: async () => ({ tags: await store.tags() }),
    wrapUpCodes,
    async saveWrapUpCodes({ profileId, codes, mandatoryFor }) {
      await store.saveWrapUpCodes(profileId, codes, clock())
      await store.saveSetting(MANDATORY, mandatoryFor)
      const saved = await wrapUpCodes()
      publish({ name: 'annotations.wrapUpCodesChanged', payload: saved })
      return saved
    },
  }
}
