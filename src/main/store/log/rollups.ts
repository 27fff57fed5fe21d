import { billingDay, billingHour, hasEnded } from '../../../domain/billing/index.ts'
import type { CallOutcome } from '../../../domain/calls/index.ts'
import type { Db } from '../connection.ts'
import { PLACES_PER_MS } from '../rank.ts'

/** What of a call as it is placed the figures follow from. */
export type Counted = {
  readonly rank: number
  readonly kind_id: number
  readonly talk_ms: number
  readonly minutes_a: number
  readonly minutes_b: number
  readonly a_number_id: number | null
}

type Kind = { profile_id: string; service: string; outcome: CallOutcome; reason: string }

const SUMS = `calls = calls + excluded.calls, ended = ended + excluded.ended,
  answered = answered + excluded.answered, talk_ms = talk_ms + excluded.talk_ms,
  minutes_a = minutes_a + excluded.minutes_a, minutes_b = minutes_b + excluded.minutes_b`

/**
 * Figures by day, hour, agent and reason, kept in the transaction that places a call: what it counted before is
 * taken off and what it counts now is added. A row stays when its last call leaves; it then holds naughts.
 */
export function createRollups(db: Db) {
  const kindOf = db.prepare<[number], Kind>(
    'SELECT profile_id, service, outcome, reason FROM call_kinds WHERE id = ?',
  )
  const addHour = db.prepare<unknown[]>(
    `INSERT INTO cost_hours VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET ${SUMS}`,
  )
  const addAgent = db.prepare<unknown[]>(
    `INSERT INTO cost_agents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET ${SUMS}`,
  )
  const addReason = db.prepare<unknown[]>(
    `INSERT INTO cost_reasons VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET calls = calls + excluded.calls`,
  )

  function count(call: Counted, sign: 1 | -1): void {
    const kind = kindOf.get(call.kind_id)
    if (kind === undefined) return
    const { profile_id, service, outcome, reason } = kind
    const at = Math.floor(call.rank / PLACES_PER_MS)
    const day = billingDay(at)
    const sums = [
      sign,
      hasEnded(outcome) ? sign : 0,
      outcome === 'answered' ? sign : 0,
      sign * call.talk_ms,
      sign * call.minutes_a,
      sign * call.minutes_b,
    ]
    addHour.run(day, billingHour(at), profile_id, service, ...sums)
    // Campaigns and codes have no agent; of a call through a private number leg A is whoever called in.
    if (service === 'callback' && call.a_number_id !== null)
      addAgent.run(day, call.a_number_id, profile_id, service, ...sums)
    addReason.run(day, profile_id, outcome, reason, sign)
  }

  return {
    /** `undefined` is nowhere. */
    move(before: Counted | undefined, after: Counted | undefined): void {
      if (before !== undefined && after !== undefined && isSame(before, after)) return
      if (before !== undefined) count(before, -1)
      if (after !== undefined) count(after, 1)
    },
  }
}

const isSame = (one: Counted, other: Counted): boolean =>
  one.rank === other.rank &&
  one.kind_id === other.kind_id &&
  one.talk_ms === other.talk_ms &&
  one.minutes_a === other.minutes_a &&
  one.minutes_b === other.minutes_b &&
  one.a_number_id === other.a_number_id
