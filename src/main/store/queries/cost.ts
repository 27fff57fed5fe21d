import { BILLING_OFFSET_MS, type Part, startOfBillingDay } from '../../../domain/billing/index.ts'
import type { CallOutcome, Service } from '../../../domain/calls/index.ts'
import type { Db } from '../connection.ts'
import { firstPlace } from '../rank.ts'
import { pricedAlike } from '../stretches.ts'
import type { CostFigures, CostPeriod, NumberParts, NumberSums } from '../types/cost.ts'

type SumRow = {
  profileId: string
  service: Service
  calls: number
  ended: number
  answered: number
  talkMs: number
  minutesA: number
  minutesB: number
}

const SUMS = `sum(calls) AS calls, sum(ended) AS ended, sum(answered) AS answered, sum(talk_ms) AS talkMs,
  sum(minutes_a) AS minutesA, sum(minutes_b) AS minutesB`

const DAY_OF_RANK = `(rank / 1024 + ${BILLING_OFFSET_MS}) / 86400000`

/** `''` stands for calls whose profile is not known. */
const OF_PROFILES = "(? IS NULL OR coalesce(profile_id, '') IN (SELECT value FROM json_each(?)))"

const wanted = ({ profileIds }: CostPeriod): [string | null, string | null] => {
  const list = profileIds === undefined ? null : JSON.stringify(profileIds)
  return [list, list]
}

/** Sums of a period by day, by hour of the day and by reason, from the figures kept by the day. */
export function costFigures(db: Db, period: CostPeriod): CostFigures {
  const { from, to } = period
  const days = db
    .prepare<unknown[], SumRow & { day: number }>(
      `SELECT day, profile_id AS profileId, service, ${SUMS} FROM cost_hours
       WHERE day BETWEEN ? AND ? AND ${OF_PROFILES}
       GROUP BY day, profile_id, service HAVING sum(calls) > 0 ORDER BY day`,
    )
    .all(from, to, ...wanted(period))
  const hours = db
    .prepare<unknown[], CostFigures['hours'][number]>(
      `SELECT hour, sum(calls) AS calls, sum(ended) AS ended, sum(answered) AS answered FROM cost_hours
       WHERE day BETWEEN ? AND ? AND ${OF_PROFILES} GROUP BY hour HAVING sum(calls) > 0 ORDER BY hour`,
    )
    .all(from, to, ...wanted(period))
  const reasons = db
    .prepare<unknown[], { outcome: CallOutcome; reason: string; calls: number }>(
      `SELECT outcome, reason, sum(calls) AS calls FROM cost_reasons
       WHERE day BETWEEN ? AND ? AND ${OF_PROFILES}
       GROUP BY outcome, reason HAVING sum(calls) > 0 ORDER BY calls DESC, outcome, reason`,
    )
    .all(from, to, ...wanted(period))
  const messages = db
    .prepare<unknown[], CostFigures['messages'][number]>(
      `SELECT ${DAY_OF_RANK} AS day, coalesce(profile_id, '') AS profileId,
         sum(coalesce(message ->> '$.parts', 1)) AS parts
       FROM messages WHERE rank >= ? AND rank < ? AND state IN ('sent', 'partly') AND ${OF_PROFILES}
       GROUP BY 1, 2 ORDER BY 1`,
    )
    .all(rankOf(from), rankOf(to + 1), ...wanted(period))
  return { days, hours, reasons, messages }
}

type Summing = { -readonly [K in keyof Part]: Part[K] }

/** Sums by number, apart for each stretch of days within which no price changes. */
type Found = Map<number, { minutes: number; calls: number; parts: Summing[] }>

/** Agents of a period: the callers' own numbers of callbacks. */
export function agentSums(db: Db, period: CostPeriod, borders: readonly number[], limit: number): NumberSums {
  const rows = db.prepare<unknown[], SumRow & { id: number }>(
    `SELECT number_id AS id, profile_id AS profileId, service, ${SUMS} FROM cost_agents
     WHERE day BETWEEN ? AND ? AND ${OF_PROFILES}
     GROUP BY number_id, profile_id, service HAVING sum(calls) > 0`,
  )
  const found: Found = new Map()
  for (const { from, to } of pricedAlike(period, borders)) {
    for (const row of rows.iterate(from, to, ...wanted(period))) addTo(found, row, from)
  }
  return withMostMinutes(db, found, limit)
}

/**
 * Customers' numbers of a period. Figures by number and day would be as many as the calls, so these are summed
 * from the calls themselves, in their order on the disk, a stretch of days at a time: whoever asks can stop between
 * two stretches, and others get their turn. What was summed so far stays here, under the name of the run.
 */
export function createCustomerSums(db: Db) {
  const rows = db.prepare<unknown[], SumRow & { id: number }>(
    `SELECT coalesce(c.b_number_id, c.a_number_id) AS id, k.profile_id AS profileId, k.service, count(*) AS calls,
       sum(k.outcome NOT IN ('ongoing', 'refused', 'notPlaced', 'unknown')) AS ended,
       sum(k.outcome = 'answered') AS answered, sum(c.talk_ms) AS talkMs,
       sum(c.minutes_a) AS minutesA, sum(c.minutes_b) AS minutesB
     FROM calls c JOIN call_kinds k ON k.id = c.kind_id
     WHERE c.rank >= ? AND c.rank < ? AND coalesce(c.b_number_id, c.a_number_id) IS NOT NULL AND ${OF_PROFILES}
     GROUP BY 1, 2, 3`,
  )
  const runs = new Map<string, Found>()
  return {
    /** @param pricedFrom first day of the stretch of days with the same prices that these belong to */
    addCustomers(run: string, period: CostPeriod, pricedFrom: number): void {
      const found = runs.get(run) ?? new Map()
      runs.set(run, found)
      for (const row of rows.iterate(rankOf(period.from), rankOf(period.to + 1), ...wanted(period)))
        addTo(found, row, pricedFrom)
    },
    customersWithMostMinutes: (run: string, limit: number): NumberSums =>
      withMostMinutes(db, runs.get(run) ?? new Map(), limit),
    forgetCustomers(run: string): void {
      runs.delete(run)
    },
  }
}

const rankOf = (day: number): number => firstPlace(startOfBillingDay(day))

function addTo(found: Found, { id, ...sums }: SumRow & { id: number }, day: number): void {
  const one = found.get(id) ?? { minutes: 0, calls: 0, parts: [] }
  one.minutes += sums.minutesA + sums.minutesB
  one.calls += sums.calls
  // A customer has few parts and there are as many rows as calls, so they are added up in place.
  const part = one.parts.find(
    (known) => known.day === day && known.profileId === sums.profileId && known.service === sums.service,
  )
  if (part === undefined) {
    one.parts.push({ ...sums, day })
  } else {
    part.calls += sums.calls
    part.ended += sums.ended
    part.answered += sums.answered
    part.talkMs += sums.talkMs
    part.minutesA += sums.minutesA
    part.minutesB += sums.minutesB
  }
  found.set(id, one)
}

function withMostMinutes(db: Db, found: Found, limit: number): NumberSums {
  const numberOf = db.prepare<[number], { number: string }>('SELECT number FROM numbers WHERE id = ?')
  const most = [...found]
    .sort(
      ([id, one], [otherId, other]) => other.minutes - one.minutes || other.calls - one.calls || id - otherId,
    )
    .slice(0, limit)
  const numbers = most.flatMap(([id, { parts }]): NumberParts[] => {
    const known = numberOf.get(id)
    return known === undefined ? [] : [{ number: known.number, parts }]
  })
  return { numbers, total: found.size }
}
