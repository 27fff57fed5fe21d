import type { BindingEvent, Observed } from '../../../domain/bindings/index.ts'
import type {
  BatchId,
  BindingId,
  ProfileId,
  RequestId,
  SubscriptionId,
  UtcMs,
} from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type {
  BindingClaim,
  BindingMatch,
  BindingSearch,
  MessageSearch,
  StoredBatch,
} from '../types/bindings.ts'
import * as batchQueries from './batches.ts'
import { createLedger } from './ledger.ts'
import * as messageQueries from './messages.ts'
import * as queries from './queries.ts'

/** What can be asked of the ledger of Private Number. */
export function bindingReads(db: Db) {
  return {
    binding: (id: BindingId) => queries.binding(db, id),
    bindingEvents: (id: BindingId) => queries.bindingEvents(db, id),
    bindingByRequest: (id: RequestId) => queries.bindingByRequest(db, id),
    bindingsUnderWay: () => queries.bindingsUnderWay(db),
    bindingsOfSubscriptions: (ids: readonly SubscriptionId[]) => queries.bindingsOfSubscriptions(db, ids),
    bindingsWith: (match: BindingMatch) => queries.bindingsWith(db, match),
    activeBindings: (profileId: ProfileId, after: number, limit: number) =>
      queries.activeBindings(db, profileId, after, limit),
    searchBindings: (search: BindingSearch) => queries.searchBindings(db, search),
    numberLoads: (now: UtcMs) => queries.numberLoads(db, now),
    callsOfSubscription: (id: SubscriptionId, limit: number) => queries.callsOfSubscription(db, id, limit),
    searchMessages: (search: MessageSearch) => messageQueries.searchMessages(db, search),
    numberReports: () => messageQueries.numberReports(db),
    decisions: (query: Parameters<typeof messageQueries.decisions>[1]) => messageQueries.decisions(db, query),
    batches: () => batchQueries.batches(db),
    batch: (id: BatchId) => batchQueries.batch(db, id),
    rowCounts: (id: BatchId) => batchQueries.rowCounts(db, id),
    batchRows: (query: batchQueries.RowQuery) => batchQueries.batchRows(db, query),
  }
}

/** What changes it. Each runs inside a transaction that the writer commits before it answers. */
export function bindingWrites(db: Db) {
  const ledger = createLedger(db)
  return {
    claimBinding: (claim: BindingClaim) => ledger.claimBinding(claim),
    claimBindingAct: (requestId: RequestId, bindingId: BindingId, event: BindingEvent) =>
      ledger.claimBindingAct(requestId, bindingId, event),
    appendBinding: (id: BindingId, events: readonly BindingEvent[]) => ledger.appendBinding(id, events),
    meetBinding: (id: BindingId, profileId: ProfileId, observed: Observed, at: UtcMs) =>
      ledger.meetBinding(id, profileId, observed, at),
    saveBatch: (batch: StoredBatch) => batchQueries.saveBatch(db, batch),
    addBatchRows: (id: BatchId, rows: readonly batchQueries.NewRow[]) =>
      batchQueries.addBatchRows(db, id, rows),
    removeBatch: (id: BatchId) => batchQueries.removeBatch(db, id),
  }
}

/** Names of the operations, by which other threads ask. */
export const BINDING_READS = {
  binding: true,
  bindingEvents: true,
  bindingByRequest: true,
  bindingsUnderWay: true,
  bindingsOfSubscriptions: true,
  bindingsWith: true,
  activeBindings: true,
  searchBindings: true,
  numberLoads: true,
  callsOfSubscription: true,
  searchMessages: true,
  numberReports: true,
  decisions: true,
  batches: true,
  batch: true,
  rowCounts: true,
  batchRows: true,
} as const

export const BINDING_WRITES = {
  claimBinding: true,
  claimBindingAct: true,
  appendBinding: true,
  meetBinding: true,
  saveBatch: true,
  addBatchRows: true,
  removeBatch: true,
} as const
