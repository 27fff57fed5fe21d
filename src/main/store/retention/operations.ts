import type { CallId, UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { DueQuery } from '../types/retention.ts'
import { countDue } from './due.ts'
import * as holds from './holds.ts'
import { createRemoval, filesRemoved, filesToRemove } from './remove.ts'

/** What can be asked about deletion after a time. */
export function retentionReads(db: Db) {
  return {
    hold: (callId: CallId) => holds.hold(db, callId),
    countHolds: () => holds.countHolds(db),
    countDue: (query: DueQuery) => countDue(db, query),
    filesToRemove: () => filesToRemove(db),
  }
}

/** @param leave takes a call out of the derived tables */
export function retentionWrites(db: Db, leave: (callId: CallId) => void) {
  const removeDue = createRemoval(db, leave)
  return {
    placeHolds: (callIds: readonly CallId[], reason: string, at: UtcMs) =>
      holds.placeHolds(db, callIds, reason, at),
    liftHolds: (callIds: readonly CallId[]) => holds.liftHolds(db, callIds),
    removeDue,
    filesRemoved: (callIds: readonly CallId[]) => filesRemoved(db, callIds),
  }
}

/** Names of the operations, by which other threads ask; counting is among the slow ones. */
export const RETENTION_READS = { hold: true, countHolds: true, filesToRemove: true } as const

export const RETENTION_WRITES = {
  placeHolds: true,
  liftHolds: true,
  removeDue: true,
  filesRemoved: true,
} as const
