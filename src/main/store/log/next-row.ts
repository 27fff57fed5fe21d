import type { NotifyRequested } from '../../../domain/calls/index.ts'
import { type FrozenContent, sentFor } from '../../../domain/campaign/index.ts'
import { isE164 } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import { firstPlace } from '../rank.ts'
import type { Advice, AttemptClaim } from '../types/campaigns.ts'
import { createCampaignRows, type RowColumns } from './campaign-rows.ts'

const DAY_MS = 86_400_000

/** How often a number was called of late, refusals not counted: the platform's advice is about rings. */
export function createHistoryCount(db: Db) {
  const numberId = db.prepare<[string], { id: number }>('SELECT id FROM numbers WHERE number = ?')
  const calls = db.prepare<[number, number], { n: number }>(
    `SELECT count(*) AS n FROM call_numbers n JOIN call_kinds k ON k.id = n.kind_id
     WHERE n.number_id = ? AND n.rank >= ? AND k.outcome NOT IN ('refused', 'notPlaced')`,
  )
  /** Which part of the advice one more call now would go beyond. */
  return (number: string, now: number, advice: Advice): 'advice24Hours' | 'advice30Days' | undefined => {
    const id = numberId.get(number)?.id
    if (id === undefined) return undefined
    const since = (days: number) => calls.get(id, firstPlace(now - days * DAY_MS))?.n ?? 0
    if (since(1) >= advice.in24Hours) return 'advice24Hours'
    return since(30) >= advice.in30Days ? 'advice30Days' : undefined
  }
}

type Next =
  | { readonly key: number; readonly row: RowColumns; readonly request: NotifyRequested }
  | { readonly nextDueAt?: number | undefined }

/**
 * The row to be called next: one whose time to be tried again has come, else the first that was not called. What
 * has changed since the check is asked once more: the list of numbers not to call, and the advice on frequency.
 */
export function createNextRow(db: Db) {
  const rows = createCampaignRows(db)
  const beyondAdvice = createHistoryCount(db)
  const campaign = db.prepare<[string], { key: number; contents: string }>(
    'SELECT key, contents FROM campaigns WHERE id = ?',
  )
  const again = db.prepare<[number, number], RowColumns>(
    `SELECT * FROM campaign_rows WHERE campaign = ? AND state = 'waiting' AND due_at > 0 AND due_at <= ?
     ORDER BY due_at, row LIMIT 1`,
  )
  const fresh = db.prepare<[number], RowColumns>(
    `SELECT * FROM campaign_rows WHERE campaign = ? AND state = 'waiting' AND due_at = 0 ORDER BY row LIMIT 1`,
  )
  const nextDue = db.prepare<[number], { at: number | null }>(
    `SELECT min(due_at) AS at FROM campaign_rows WHERE campaign = ? AND state = 'waiting'`,
  )
  const listed = db.prepare<[string], { number: string }>('SELECT number FROM do_not_call WHERE number = ?')

  /** One that must not be called after all is not skipped when it was called before: it has a result. */
  function setAside(key: number, row: RowColumns, reason: string): void {
    rows.write(key, row, row.attempts > 0 ? { state: 'done' } : { state: 'skipped', reason })
  }

  return ({ id, requestId, now, first, advice }: AttemptClaim): Next => {
    const found = campaign.get(id)
    if (found === undefined) return {}
    const { key } = found
    const contents: readonly FrozenContent[] = JSON.parse(found.contents)
    for (;;) {
      const row = again.get(key, now) ?? fresh.get(key)
      if (row === undefined) {
        const at = nextDue.get(key)?.at ?? undefined
        return at === undefined ? {} : { nextDueAt: at }
      }
      const { number } = row
      if (!isE164(number)) {
        setAside(key, row, 'badNumber')
        continue
      }
      const against = listed.get(number) === undefined ? beyondAdvice(number, now, advice) : 'doNotCall'
      if (against !== undefined) {
        setAside(key, row, against)
        continue
      }
      const cells: readonly string[] = JSON.parse(row.cells)
      return {
        key,
        row,
        request: {
          ...first,
          kind: 'notifyRequested',
          at: now,
          requestId,
          callee: number,
          contents: sentFor(contents, cells),
          campaignId: id,
        },
      }
    }
  }
}
