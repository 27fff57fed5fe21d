import type { RowResult, RowState } from '../../../domain/campaign/index.ts'
import type { Db } from '../connection.ts'

export type RowColumns = {
  row: number
  number: string
  cells: string
  state: RowState
  reason: string | null
  due_at: number
  attempts: number
  digits: string | null
  tag: string | null
  call_back: 0 | 1
  call_id: string | null
}

type Change = Omit<RowColumns, 'row' | 'number' | 'cells'>

/** What is counted of a row: by state, by what it came to, by digits and tags. */
function countedAs(row: Change): (readonly [kind: string, value: string, n: number])[] {
  const by: (readonly [string, string, number])[] = [['state', row.state, 1]]
  if (row.state === 'done') by.push(['outcome', row.reason ?? 'unknown', 1])
  if (row.state === 'skipped') by.push(['skip', row.reason ?? '', 1])
  if (row.digits !== null) by.push(['digits', row.digits, 1])
  if (row.tag !== null) by.push(['tag', row.tag, 1])
  if (row.call_back === 1) by.push(['callBack', '', 1])
  if (row.attempts > 0) by.push(['attempts', '', row.attempts])
  return by
}

/** Writes rows of campaigns and keeps what is counted in step, in the transaction of the caller. */
export function createCampaignRows(db: Db) {
  const insertRow = db.prepare<unknown[]>(
    `INSERT INTO campaign_rows
       (campaign, row, number, cells, state, reason, due_at, attempts, digits, tag, call_back, call_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const updateRow = db.prepare<unknown[]>(
    `UPDATE campaign_rows SET state = ?, reason = ?, due_at = ?, attempts = ?, digits = ?, tag = ?, call_back = ?,
       call_id = ? WHERE campaign = ? AND row = ?`,
  )
  const count = db.prepare<[number, string, string, number]>(
    `INSERT INTO campaign_counts (campaign, kind, value, n) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET n = n + excluded.n`,
  )
  const find = db.prepare<[number, number], RowColumns>(
    'SELECT * FROM campaign_rows WHERE campaign = ? AND row = ?',
  )

  const counted = (campaign: number, row: Change, sign: 1 | -1) => {
    for (const [kind, value, n] of countedAs(row)) count.run(campaign, kind, value, sign * n)
  }

  function write(campaign: number, before: RowColumns, change: Partial<Change>): RowColumns {
    const after = { ...before, ...change }
    updateRow.run(
      after.state,
      after.reason,
      after.due_at,
      after.attempts,
      after.digits,
      after.tag,
      after.call_back,
      after.call_id,
      campaign,
      before.row,
    )
    counted(campaign, before, -1)
    counted(campaign, after, 1)
    return after
  }

  return {
    find: (campaign: number, row: number) => find.get(campaign, row),
    write,
    insert(campaign: number, row: RowColumns) {
      insertRow.run(
        campaign,
        row.row,
        row.number,
        row.cells,
        row.state,
        row.reason,
        row.due_at,
        row.attempts,
        row.digits,
        row.tag,
        row.call_back,
        row.call_id,
      )
      counted(campaign, row, 1)
    },
    /** What its attempts make of a row. */
    writeResult(campaign: number, before: RowColumns, result: RowResult): RowColumns {
      return write(campaign, before, {
        state: result.state,
        reason: result.outcome ?? null,
        due_at: result.dueAt ?? 0,
        attempts: result.attempts,
        digits: result.digits ?? null,
        tag: result.tag ?? null,
        call_back: result.callBack ? 1 : 0,
        call_id: result.callId ?? before.call_id,
      })
    },
  }
}
