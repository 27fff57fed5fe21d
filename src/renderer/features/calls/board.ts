import type { Call } from '../../../contract/calls.ts'
import type { CallId } from '../../../domain/values.ts'
import { isOver, mayHaveCard } from './selectors.ts'

/** Cards of calls that are over make room for newer ones; those that something is still owed for, later. */
const CARDS = 6
const HELD_CARDS = 24

/**
 * Which calls have a card, newest first. Of those that may have one, every call that goes on has it.
 *
 * @param held whether something is still owed for a call that is over, so that its card stays
 */
export function boardOf(
  byId: ReadonlyMap<CallId, Call>,
  before: readonly CallId[],
  added: readonly Call[],
  held: (call: Call) => boolean,
): readonly CallId[] {
  const fresh = added.map(({ id }) => id).filter((id) => !before.includes(id))
  const calls = [...before, ...fresh].flatMap((id) => byId.get(id) ?? []).filter(mayHaveCard)
  calls.sort((one, other) => other.startedAt - one.startedAt || (one.id < other.id ? 1 : -1))
  const going = calls.filter((call) => !isOver(call)).length
  const room = Math.max(0, CARDS - going)
  let over = 0
  let kept = 0
  return calls
    .filter((call) => {
      if (!isOver(call)) return true
      if (held(call)) {
        kept += 1
        return kept <= HELD_CARDS
      }
      over += 1
      return over <= room
    })
    .map(({ id }) => id)
}
