import type { Batch, BatchRow, RowFile, RowMapping } from '../../../contract/batches.ts'
import type { RowField, RowState } from '../../../domain/batches/batch.ts'
import type { BoundMode } from '../../../domain/bindings/index.ts'

export const ROW_FILTERS = [
  'all',
  'stopped',
  'findings',
  'waiting',
  'bound',
  'refused',
  'unknown',
  'undone',
] as const
export type RowFilter = (typeof ROW_FILTERS)[number]
export const isRowFilter = (text: string): text is RowFilter => ROW_FILTERS.some((one) => one === text)

const STATES: Readonly<Record<Exclude<RowFilter, 'all' | 'findings'>, readonly RowState[]>> = {
  stopped: ['stopped'],
  waiting: ['waiting', 'binding'],
  bound: ['bound'],
  refused: ['refused'],
  unknown: ['unknown'],
  undone: ['undone'],
}

export function rowQuery(filter: RowFilter): { states?: RowState[]; withFindings?: boolean } {
  if (filter === 'all') return {}
  return filter === 'findings' ? { withFindings: true } : { states: [...STATES[filter]] }
}

/** Rows with those between two lines of the file replaced by what was read anew. */
export function withWindow(
  rows: readonly BatchRow[],
  fresh: readonly BatchRow[],
  firstRow: number,
  lastRow: number,
): readonly BatchRow[] {
  return [
    ...rows.filter(({ row }) => row < firstRow),
    ...fresh.filter(({ row }) => row >= firstRow && row <= lastRow),
    ...rows.filter(({ row }) => row > lastRow),
  ]
}

/** What each column was taken for; the first wins where two were taken for the same. */
export function mappingOf(columns: RowFile['columns']): RowMapping {
  const mapping: RowMapping = {}
  for (const [at, { field }] of columns.entries()) {
    if (field !== undefined && mapping[field] === undefined) mapping[field] = at
  }
  return mapping
}

/** What a column of a file can hold in a mode, what must be there first. */
export const FIELDS: Readonly<Record<BoundMode, readonly RowField[]>> = {
  axb: ['a', 'b', 'x', 'areaCode', 'direction', 'life', 'maxDuration', 'record', 'sms', 'userData'],
  ax: ['a', 'x', 'areaCode', 'direction', 'maxDuration', 'record', 'sms', 'userData'],
  axe: ['a', 'x', 'areaCode', 'extension', 'life', 'record', 'userData'],
  axyb: ['a', 'areaCode', 'direction', 'life', 'record', 'userData'],
}

/** Columns without which no row can be bound. */
export const missingFields = (mapping: RowMapping, mode: BoundMode): readonly ('a' | 'b')[] =>
  (mode === 'axb' ? (['a', 'b'] as const) : (['a'] as const)).filter((field) => mapping[field] === undefined)

/** Rows that are over, of those that can be bound. */
export function progressOf({ counts, rows }: Batch): { readonly done: number; readonly of: number } {
  const of = rows - counts.stopped
  return { done: of - counts.waiting - counts.binding, of }
}

/** Whether rows move by themselves. */
export const isMoving = ({ state }: Pick<Batch, 'state'>): boolean =>
  state === 'checking' || state === 'running' || state === 'pausing' || state === 'undoing'
