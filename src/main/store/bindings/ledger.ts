import type { RowState } from '../../../domain/batches/index.ts'
import {
  type Binding,
  type BindingEvent,
  type BindingState,
  type Observed,
  reduceBinding,
} from '../../../domain/bindings/index.ts'
import { nationalDigits, reversedDigits } from '../../../domain/phone/index.ts'
import type { BindingId, ProfileId, UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import { firstPlace, PLACES_PER_MS } from '../rank.ts'
import type { BindingClaim } from '../types/bindings.ts'

/** A row of a file goes with its binding. What certainly was not sent, or was refused for haste, waits again. */
const ROW_OF: Readonly<Record<BindingState, RowState>> = {
  binding: 'binding',
  unknown: 'unknown',
  refused: 'refused',
  notSent: 'waiting',
  active: 'bound',
  expired: 'bound',
  gone: 'bound',
  unbound: 'undone',
}

/** Everything that writes to the ledger of bindings. Each function runs inside a transaction of the caller. */
export function createLedger(db: Db) {
  const insertEvent = db.prepare<[string, number, string]>(
    'INSERT INTO binding_log (binding_id, at, payload) VALUES (?, ?, ?)',
  )
  const events = db.prepare<[string], { id: number; payload: string }>(
    'SELECT id, payload FROM binding_log WHERE binding_id = ? ORDER BY id',
  )
  const requested = db.prepare<[string], { binding_id: BindingId }>(
    'SELECT binding_id FROM binding_requests WHERE request_id = ?',
  )
  const insertRequest = db.prepare<[string, string]>(
    'INSERT INTO binding_requests (request_id, binding_id) VALUES (?, ?)',
  )
  const row = db.prepare<[string], { rank: number; binding: string }>(
    'SELECT rank, binding FROM bindings WHERE binding_id = ?',
  )
  const lastRankIn = db.prepare<[number, number], { rank: number | null }>(
    'SELECT max(rank) AS rank FROM bindings WHERE rank >= ? AND rank < ?',
  )
  const put = db.prepare<unknown[]>(
    `INSERT INTO bindings (rank, binding_id, profile_id, mode, state, subscription_id, a, b, x, extension,
       expires_at, ended_at, batch_id, binding)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (binding_id) DO UPDATE SET state = excluded.state, subscription_id = excluded.subscription_id,
       a = excluded.a, b = excluded.b, x = excluded.x, extension = excluded.extension,
       expires_at = excluded.expires_at, ended_at = excluded.ended_at, batch_id = excluded.batch_id,
       binding = excluded.binding`,
  )
  const removePairs = db.prepare<[string]>('DELETE FROM binding_pairs WHERE binding_id = ?')
  const insertPair = db.prepare<unknown[]>(
    'INSERT INTO binding_pairs (binding_id, pair_id, b, y, state, expires_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const removeDigits = db.prepare<[number]>('DELETE FROM binding_digits WHERE rank = ?')
  const insertDigits = db.prepare<[string, number]>(
    'INSERT OR IGNORE INTO binding_digits (key, rank) VALUES (?, ?)',
  )
  const ofSubscription = db.prepare<[string, string], { binding_id: BindingId }>(
    'SELECT binding_id FROM bindings WHERE profile_id = ? AND subscription_id = ? ORDER BY rank DESC LIMIT 1',
  )
  const updateRow = db.prepare<unknown[]>(
    'UPDATE batch_rows SET state = ?, problem = ?, binding_id = ? WHERE batch_id = ? AND row = ?',
  )
  const countAttempt = db.prepare<[string, number]>(
    'UPDATE batch_rows SET attempts = attempts + 1 WHERE batch_id = ? AND row = ?',
  )

  function derive(id: BindingId): Binding {
    const rows = events.all(id)
    const all = rows.map(({ payload }): BindingEvent => JSON.parse(payload))
    const binding = reduceBinding({ id, revision: rows.at(-1)?.id ?? 0 }, all)
    const rank = row.get(id)?.rank ?? freeRank(binding.startedAt)
    put.run(
      rank,
      id,
      binding.profileId,
      binding.mode,
      binding.state,
      binding.subscriptionId ?? null,
      binding.a,
      binding.b ?? null,
      binding.x ?? null,
      binding.extension ?? null,
      binding.expiresAt ?? null,
      binding.endedAt ?? null,
      binding.batchId ?? null,
      JSON.stringify(binding),
    )
    removePairs.run(id)
    for (const pair of binding.pairs) {
      insertPair.run(id, pair.id, pair.b, pair.y ?? null, pair.state, pair.expiresAt ?? null)
    }
    removeDigits.run(rank)
    for (const key of digitKeys(binding)) insertDigits.run(key, rank)
    const { batchId, row: line } = binding
    if (batchId !== undefined && line !== undefined) {
      const { problem } = binding
      updateRow.run(
        rowState(binding),
        problem === undefined ? null : JSON.stringify(problem),
        id,
        batchId,
        line,
      )
    }
    return JSON.parse(JSON.stringify(binding))
  }

  function freeRank(at: UtcMs): number {
    for (let from = firstPlace(at); ; from += PLACES_PER_MS) {
      const next = (lastRankIn.get(from, from + PLACES_PER_MS)?.rank ?? from - 1) + 1
      if (next < from + PLACES_PER_MS) return next
    }
  }

  const append = (id: BindingId, event: BindingEvent) => insertEvent.run(id, event.at, JSON.stringify(event))

  return {
    /** The attempt, or what an earlier delivery of the same act has made. */
    claimBinding({ bindingId, first }: BindingClaim): { claimed: boolean; binding: Binding } {
      const earlier = requested.get(first.requestId)
      const known = earlier === undefined ? undefined : row.get(earlier.binding_id)
      if (known !== undefined) return { claimed: false, binding: JSON.parse(known.binding) }
      insertRequest.run(first.requestId, bindingId)
      append(bindingId, first)
      if (first.batch !== undefined) countAttempt.run(first.batch.id, first.batch.row)
      return { claimed: true, binding: derive(bindingId) }
    },

    /** The same for an act on a binding that is there. @returns whether this is the first delivery */
    claimBindingAct(
      requestId: string,
      bindingId: BindingId,
      event: BindingEvent,
    ): { claimed: boolean; binding: Binding } {
      if (requested.get(requestId) !== undefined) return { claimed: false, binding: derive(bindingId) }
      insertRequest.run(requestId, bindingId)
      append(bindingId, event)
      return { claimed: true, binding: derive(bindingId) }
    },

    appendBinding(id: BindingId, all: readonly BindingEvent[]): Binding {
      for (const event of all) append(id, event)
      return derive(id)
    },

    /** Takes a binding that was found at the platform into the ledger; the same one twice is one. */
    meetBinding(id: BindingId, profileId: ProfileId, observed: Observed, at: UtcMs): Binding {
      const known = ofSubscription.get(profileId, observed.subscriptionId)
      if (known !== undefined) {
        append(known.binding_id, { kind: 'taken', at, observed })
        return derive(known.binding_id)
      }
      append(id, { kind: 'met', at, profileId, observed })
      return derive(id)
    },
  }
}

/** Flow control is no verdict on the row: it waits for another try (`isHaste`). */
function rowState(binding: Binding): RowState {
  if (binding.state === 'refused' && isHaste(binding.problem?.resultcode, binding.problem?.httpStatus)) {
    return 'waiting'
  }
  return ROW_OF[binding.state]
}

/** "Too fast" (codes/result-codes.json): 1010010 is that at 403 only. */
const HASTE: ReadonlySet<string> = new Set(['1010009', '1011006'])
const isHaste = (code: string | undefined, httpStatus: number | undefined): boolean =>
  code !== undefined &&
  (HASTE.has(code) || (code === '1010010' && (httpStatus === 403 || httpStatus === 429)))

function digitKeys(binding: Binding): string[] {
  const numbers = [
    binding.a,
    binding.b,
    binding.x,
    ...binding.pairs.flatMap((pair) => [pair.b, pair.y]),
  ].filter((number) => number !== undefined && number !== '')
  return [
    ...numbers.flatMap((number) => [`f${nationalDigits(number ?? '')}`, `r${reversedDigits(number ?? '')}`]),
    ...(binding.extension === undefined ? [] : [`e${binding.extension}`]),
  ]
}
