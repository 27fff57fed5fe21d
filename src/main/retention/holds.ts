import { Refusal } from '../../contract/errors.ts'
import type { AbortSignalLike, Handlers } from '../../contract/index.ts'
import { maskNumbersIn } from '../../domain/phone/index.ts'
import type { CallId, UtcMs } from '../../domain/values.ts'
import type { Audit } from '../audit/index.ts'
import type { Store } from '../store/index.ts'

const PAGE = 200

type Which = Parameters<Handlers<'retention'>['placeHold']>[0]['calls']

/** Legal hold: calls that no deletion touches, each change of it written down with its reason. */
export function createHolds(options: {
  store: Pick<Store, 'call' | 'hold' | 'placeHolds' | 'liftHolds' | 'searchCalls'>
  audit: Pick<Audit, 'record'>
  clock: () => UtcMs
  onChanged: () => void
}): Pick<Handlers<'retention'>, 'hold' | 'placeHold' | 'liftHold'> {
  const { store, audit } = options

  async function* callsOf(which: Which, signal: AbortSignalLike): AsyncGenerator<readonly CallId[]> {
    if ('callId' in which) {
      if ((await store.call(which.callId)) === undefined) throw new Refusal('call.notFound')
      yield [which.callId]
      return
    }
    for (let after: string | undefined; !signal.aborted; ) {
      const page = await store.searchCalls({ filter: which.filter, after, limit: PAGE })
      yield page.calls.map(({ id }) => id)
      after = page.next
      if (after === undefined) return
    }
  }

  async function change(
    action: 'hold.placed' | 'hold.lifted',
    { calls, reason }: { calls: Which; reason: string },
    signal: AbortSignalLike,
  ): Promise<{ changed: number }> {
    let changed = 0
    try {
      for await (const ids of callsOf(calls, signal)) {
        changed +=
          action === 'hold.placed'
            ? await store.placeHolds(ids, reason, options.clock())
            : await store.liftHolds(ids)
      }
    } finally {
      if (changed > 0) {
        await audit.record({
          action,
          ...('callId' in calls ? { subject: calls.callId } : {}),
          params: { calls: changed, reason: maskNumbersIn(reason) },
        })
        options.onChanged()
      }
    }
    return { changed }
  }

  return {
    async hold({ callId }) {
      const found = await store.hold(callId)
      return found === undefined ? {} : { hold: { placedAt: found.placedAt, reason: found.reason } }
    },
    placeHold: (input, { signal }) => change('hold.placed', input, signal),
    liftHold: (input, { signal }) => change('hold.lifted', input, signal),
  }
}
