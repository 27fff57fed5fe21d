import { type FrozenContent, fitsRow } from '../../../domain/campaign/index.ts'
import { type CallId, type CampaignId, isCallId, must, type UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import { createCampaignRows, type RowColumns } from '../log/campaign-rows.ts'
import { createHistoryCount } from '../log/next-row.ts'
import type {
  Advice,
  CampaignChange,
  CampaignCount,
  ImportedRow,
  RowQuery,
  StoredAttempt,
  StoredCampaign,
  StoredRow,
} from '../types/campaigns.ts'

type CampaignColumns = {
  key: number
  id: CampaignId
  revision: number
  state: string
  created_at: UtcMs
  fields: string
  facts: string
  contents: string
}

const toCampaign = (row: CampaignColumns): StoredCampaign => ({
  id: row.id,
  revision: row.revision,
  state: row.state,
  createdAt: row.created_at,
  fields: JSON.parse(row.fields),
  facts: JSON.parse(row.facts),
  contents: JSON.parse(row.contents),
})

const toRow = (row: RowColumns): StoredRow => ({
  row: row.row,
  number: row.number,
  cells: JSON.parse(row.cells),
  state: row.state,
  dueAt: row.due_at,
  attempts: row.attempts,
  callBack: row.call_back === 1,
  ...(row.reason === null ? {} : { reason: row.reason }),
  ...(row.digits === null ? {} : { digits: row.digits }),
  ...(row.tag === null ? {} : { tag: row.tag }),
  ...(row.call_id === null ? {} : { callId: callIdOf(row.call_id) }),
})

/** It was written from one. */
const callIdOf = (text: string): CallId => must(text, isCallId, 'call id')

const keyOf = (db: Db, id: CampaignId): number | undefined =>
  db.prepare<[string], { key: number }>('SELECT key FROM campaigns WHERE id = ?').get(id)?.key

/** The one made last first. */
export function campaigns(db: Db): StoredCampaign[] {
  return db.prepare<[], CampaignColumns>('SELECT * FROM campaigns ORDER BY key DESC').all().map(toCampaign)
}

export function campaign(db: Db, id: CampaignId): StoredCampaign | undefined {
  const row = db.prepare<[string], CampaignColumns>('SELECT * FROM campaigns WHERE id = ?').get(id)
  return row === undefined ? undefined : toCampaign(row)
}

/** What is counted of its rows; never walks them. */
export function campaignCounts(db: Db, id: CampaignId): CampaignCount[] {
  return db
    .prepare<[number], CampaignCount>(
      'SELECT kind, value, n FROM campaign_counts WHERE campaign = ? AND n > 0 ORDER BY kind, value',
    )
    .all(keyOf(db, id) ?? -1)
}

/** A page of rows in the order of the list. */
export function campaignRows(db: Db, query: RowQuery): StoredRow[] {
  const { state, outcome, skip, digits, callBack, numberPart } = query.filter
  const conditions: readonly (readonly [sql: string, value: string | number | undefined])[] = [
    ['state = ?', state ?? (skip === undefined ? undefined : 'skipped')],
    ['reason = ?', outcome ?? skip],
    ['digits = ?', digits],
    ['call_back = ?', callBack === undefined ? undefined : Number(callBack)],
    ['instr(number, ?) > 0', numberPart],
  ]
  const used = conditions.filter(([, value]) => value !== undefined)
  const others = outcome === undefined ? '' : `AND state <> 'skipped'`
  return db
    .prepare<unknown[], RowColumns>(
      `SELECT * FROM campaign_rows WHERE campaign = ? AND row > ? ${others}
       ${used.map(([sql]) => `AND ${sql}`).join(' ')} ORDER BY row LIMIT ?`,
    )
    .all(keyOf(db, query.id) ?? -1, query.after, ...used.map(([, value]) => value), query.limit)
    .map(toRow)
}

export function campaignRow(
  db: Db,
  id: CampaignId,
  row: number,
): { row: StoredRow; attempts: StoredAttempt[] } | undefined {
  const key = keyOf(db, id) ?? -1
  const found = db
    .prepare<[number, number], RowColumns>('SELECT * FROM campaign_rows WHERE campaign = ? AND row = ?')
    .get(key, row)
  if (found === undefined) return undefined
  const attempts = db
    .prepare<[number, number], StoredAttempt>(
      `SELECT call_id AS callId, at, end ->> '$.outcome' AS outcome FROM campaign_attempts
       WHERE campaign = ? AND row = ? ORDER BY at, call_id`,
    )
    .all(key, row)
  return { row: toRow(found), attempts }
}

/** Attempts that are under way, with the time of their claim. */
export function campaignCalling(db: Db, id: CampaignId): { callId: CallId; at: UtcMs; row: number }[] {
  return db
    .prepare<[number], { callId: CallId; at: UtcMs; row: number }>(
      `SELECT r.call_id AS callId, a.at, r.row FROM campaign_rows r JOIN campaign_attempts a ON a.call_id = r.call_id
       WHERE r.campaign = ? AND r.state = 'calling'`,
    )
    .all(keyOf(db, id) ?? -1)
}

/** The row a call was placed for. */
export function rowOfCall(db: Db, callId: CallId): { id: CampaignId; row: number } | undefined {
  return db
    .prepare<[string], { id: CampaignId; row: number }>(
      `SELECT c.id, a.row FROM campaign_attempts a JOIN campaigns c ON c.key = a.campaign WHERE a.call_id = ?`,
    )
    .get(callId)
}

export function saveCampaign(db: Db, change: CampaignChange, at: UtcMs): StoredCampaign {
  const row = db
    .prepare<[string, string, number, string, string, string], CampaignColumns>(
      // Never the key of one that was removed and whose rows are still being taken away.
      `INSERT INTO campaigns (key, id, revision, state, created_at, fields, facts, contents)
       VALUES (1 + max(coalesce((SELECT max(key) FROM campaigns), 0),
                       coalesce((SELECT max(campaign) FROM campaign_counts), 0)), ?, 1, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET revision = revision + 1, state = excluded.state, fields = excluded.fields,
         facts = excluded.facts, contents = excluded.contents
       RETURNING *`,
    )
    .get(
      change.id,
      change.state,
      at,
      JSON.stringify(change.fields),
      JSON.stringify(change.facts),
      JSON.stringify(change.contents),
    )
  if (row === undefined) throw new Error('the campaign was not kept')
  return toCampaign(row)
}

/** @returns whether there was one */
export function removeCampaign(db: Db, id: CampaignId): boolean {
  const key = keyOf(db, id)
  if (key === undefined) return false
  db.prepare('DELETE FROM campaigns WHERE key = ?').run(key)
  return true
}

/**
 * Takes away a part of the rows and attempts of a campaign, or of one that is no more. What is counted goes last: it
 * tells which campaigns have rows, so that nobody walks the rows of the others to find out.
 *
 * @returns whether more are left
 */
export function dropCampaignRows(db: Db, id: CampaignId | undefined, limit: number): boolean {
  const key = id === undefined ? removedKey(db) : keyOf(db, id)
  if (key === undefined) return false
  const rows = db.prepare<[number, number, number]>(
    `DELETE FROM campaign_rows WHERE campaign = ? AND row IN
       (SELECT row FROM campaign_rows WHERE campaign = ? LIMIT ?)`,
  )
  if (rows.run(key, key, limit).changes === limit) return true
  const attempts = db.prepare<[number, number]>(
    `DELETE FROM campaign_attempts WHERE call_id IN
       (SELECT call_id FROM campaign_attempts WHERE campaign = ? LIMIT ?)`,
  )
  if (attempts.run(key, limit).changes === limit) return true
  db.prepare<[number]>('DELETE FROM campaign_counts WHERE campaign = ?').run(key)
  return id === undefined && removedKey(db) !== undefined
}

/** The key of a removed campaign of which rows are left. */
const removedKey = (db: Db): number | undefined =>
  db
    .prepare<[], { campaign: number }>(
      'SELECT campaign FROM campaign_counts WHERE campaign NOT IN (SELECT key FROM campaigns) LIMIT 1',
    )
    .get()?.campaign

/** @param from the number of the first of these rows, from 1 */
export function addCampaignRows(db: Db, id: CampaignId, from: number, rows: readonly ImportedRow[]): void {
  const key = keyOf(db, id)
  if (key === undefined) throw new Error('there is no such campaign')
  const writer = createCampaignRows(db)
  for (const [at, { number, cells, problem }] of rows.entries()) {
    writer.insert(key, {
      row: from + at,
      number,
      cells: JSON.stringify(cells),
      state: problem === undefined ? 'waiting' : 'skipped',
      reason: problem ?? null,
      due_at: 0,
      attempts: 0,
      digits: null,
      tag: null,
      call_back: 0,
      call_id: null,
    })
  }
}

/**
 * Checks some rows: who is twice on the list, must not be called, lacks a value or was called often of late.
 *
 * @returns the last row that was looked at; `undefined` after the end
 */
export function checkCampaignRows(
  db: Db,
  id: CampaignId,
  page: { readonly after: number; readonly limit: number },
  by: { readonly contents: readonly FrozenContent[]; readonly advice: Advice; readonly now: UtcMs },
): number | undefined {
  const key = keyOf(db, id) ?? -1
  const writer = createCampaignRows(db)
  const beyondAdvice = createHistoryCount(db)
  const earlier = db.prepare<[number, string, number], { row: number }>(
    'SELECT row FROM campaign_rows WHERE campaign = ? AND number = ? AND row < ? LIMIT 1',
  )
  const listed = db.prepare<[string], { number: string }>('SELECT number FROM do_not_call WHERE number = ?')
  const rows = db
    .prepare<[number, number, number], RowColumns>(
      'SELECT * FROM campaign_rows WHERE campaign = ? AND row > ? ORDER BY row LIMIT ?',
    )
    .all(key, page.after, page.limit)
  for (const row of rows) {
    if (row.reason === 'badNumber' || row.reason === 'unreachableNumber') continue
    const against =
      earlier.get(key, row.number, row.row) !== undefined
        ? 'duplicate'
        : listed.get(row.number) !== undefined
          ? 'doNotCall'
          : fitsRow(by.contents, JSON.parse(row.cells))
            ? beyondAdvice(row.number, by.now, by.advice)
            : 'values'
    const state = against === undefined ? 'waiting' : 'skipped'
    if (row.state !== state || row.reason !== (against ?? null)) {
      writer.write(key, row, { state, reason: against ?? null })
    }
  }
  return rows.length < page.limit ? undefined : rows.at(-1)?.row
}

/**
 * Rows that wait will not be called any more.
 *
 * @returns how many; fewer than `limit` when none is left
 */
export function stopCampaignRows(db: Db, id: CampaignId, limit: number): number {
  const key = keyOf(db, id) ?? -1
  const writer = createCampaignRows(db)
  const rows = db
    .prepare<[number, number], RowColumns>(
      `SELECT * FROM campaign_rows WHERE campaign = ? AND state = 'waiting' LIMIT ?`,
    )
    .all(key, limit)
  for (const row of rows) writer.write(key, row, { state: 'stopped' })
  return rows.length
}
