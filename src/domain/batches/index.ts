export type {
  BatchState,
  RowField,
  RowState,
} from './batch.ts'
export { guessFields } from './columns.ts'
export { createPace, type Pace } from './pace.ts'
export { checkAgainstFile, type Mapping, type ReadRow, readRow, type Seen } from './read-row.ts'
