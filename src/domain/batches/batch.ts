/** A file of bindings that is bound row by row. The shapes are the contract's. */

export const BATCH_STATES = [
  'checking',
  'checked',
  'running',
  'pausing',
  'paused',
  'done',
  'undoing',
  'undone',
  'failed',
] as const
export type BatchState = (typeof BATCH_STATES)[number]

/**
 * stopped: a finding stops it · waiting: its turn has not come · binding: sent, no answer yet · bound · refused ·
 * unknown: the answer was lost and the platform was asked in vain · undone: bound
 * by the batch, then unbound by it.
 */
export const ROW_STATES = ['stopped', 'waiting', 'binding', 'bound', 'refused', 'unknown', 'undone'] as const
export type RowState = (typeof ROW_STATES)[number]

/** What a column of a file can hold, per mode. */
export const ROW_FIELDS = [
  'a',
  'b',
  'x',
  'areaCode',
  'extension',
  'direction',
  'life',
  'maxDuration',
  'record',
  'sms',
  'userData',
] as const
export type RowField = (typeof ROW_FIELDS)[number]
