import { ROW_STATES, type RowState } from '../../../domain/batches/batch.ts'
import type { BindingFinding, BindTerms } from '../../../domain/bindings/index.ts'
import type { BatchId, BindingId } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { BatchRowCounts, StoredBatch, StoredBatchRow } from '../types/bindings.ts'

export function batches(db: Db): StoredBatch[] {
  return db
    .prepare<[], { revision: number; batch: string }>(
      'SELECT revision, batch FROM batches ORDER BY created_at DESC LIMIT 500',
    )
    .all()
    .map(({ revision, batch }) => ({ ...JSON.parse(batch), revision }))
}

export function batch(db: Db, id: BatchId): StoredBatch | undefined {
  const row = db
    .prepare<[string], { revision: number; batch: string }>(
      'SELECT revision, batch FROM batches WHERE batch_id = ?',
    )
    .get(id)
  return row === undefined ? undefined : { ...JSON.parse(row.batch), revision: row.revision }
}

export function rowCounts(db: Db, id: BatchId): { counts: BatchRowCounts; warned: number } {
  const rows = db
    .prepare<[string], { state: RowState; n: number; warned: number }>(
      `SELECT state, count(*) AS n, sum(warned AND state <> 'stopped') AS warned FROM batch_rows
       WHERE batch_id = ? GROUP BY state`,
    )
    .all(id)
  const of = (state: RowState) => rows.find((row) => row.state === state)?.n ?? 0
  const counts: BatchRowCounts = {
    stopped: of('stopped'),
    waiting: of('waiting'),
    binding: of('binding'),
    bound: of('bound'),
    refused: of('refused'),
    unknown: of('unknown'),
    undone: of('undone'),
  }
  return { counts, warned: rows.reduce((sum, row) => sum + row.warned, 0) }
}

export type RowQuery = {
  readonly batchId: BatchId
  readonly states?: readonly RowState[] | undefined
  readonly withFindings?: boolean | undefined
  readonly afterRow?: number | undefined
  readonly limit: number
}

/** In the order of the file, each with its binding as it is now. */
export function batchRows(db: Db, query: RowQuery): StoredBatchRow[] {
  const states = query.states ?? ROW_STATES
  type Row = {
    row: number
    state: RowState
    cells: string
    terms: string | null
    findings: string
    attempts: number
    binding_id: BindingId | null
    binding: string | null
  }
  return db
    .prepare<unknown[], Row>(
      `SELECT r.row, r.state, r.cells, r.terms, r.findings, r.attempts, r.binding_id, b.binding
       FROM batch_rows r LEFT JOIN bindings b ON b.binding_id = r.binding_id
       WHERE r.batch_id = ? AND r.row > ? AND r.state IN (${states.map(() => '?').join(', ')})
       ${query.withFindings === true ? "AND r.findings <> '[]'" : ''} ORDER BY r.row LIMIT ?`,
    )
    .all(query.batchId, query.afterRow ?? 0, ...states, query.limit)
    .map((row) => ({
      row: row.row,
      state: row.state,
      cells: JSON.parse(row.cells),
      findings: JSON.parse(row.findings),
      attempts: row.attempts,
      ...(row.terms === null ? {} : { terms: JSON.parse(row.terms) }),
      ...(row.binding_id === null ? {} : { bindingId: row.binding_id }),
      ...(row.binding === null ? {} : { binding: JSON.parse(row.binding) }),
    }))
}

export function saveBatch(db: Db, kept: StoredBatch): StoredBatch {
  const { revision: _revision, ...fields } = kept
  const row = db
    .prepare<[string, number, string], { revision: number }>(
      `INSERT INTO batches (batch_id, revision, created_at, batch) VALUES (?, 1, ?, ?)
       ON CONFLICT (batch_id) DO UPDATE SET revision = revision + 1, batch = excluded.batch RETURNING revision`,
    )
    .get(kept.id, kept.createdAt, JSON.stringify(fields))
  return { ...kept, revision: row?.revision ?? 1 }
}

export type NewRow = {
  readonly row: number
  readonly state: 'stopped' | 'waiting'
  readonly cells: readonly string[]
  readonly terms?: BindTerms | undefined
  readonly findings: readonly BindingFinding[]
}

export function addBatchRows(db: Db, id: BatchId, rows: readonly NewRow[]): void {
  const insert = db.prepare<unknown[]>(
    `INSERT OR REPLACE INTO batch_rows (batch_id, row, state, warned, cells, terms, findings, attempts)
     VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
  )
  for (const { row, state, cells, terms, findings } of rows) {
    insert.run(
      id,
      row,
      state,
      findings.some(({ weight }) => weight === 'warn') ? 1 : 0,
      JSON.stringify(cells),
      terms === undefined ? null : JSON.stringify(terms),
      JSON.stringify(findings),
    )
  }
}

/** Forgets a batch and its rows; bindings stay. */
export function removeBatch(db: Db, id: BatchId): boolean {
  db.prepare<[string]>('DELETE FROM batch_rows WHERE batch_id = ?').run(id)
  return db.prepare<[string]>('DELETE FROM batches WHERE batch_id = ?').run(id).changes > 0
}
