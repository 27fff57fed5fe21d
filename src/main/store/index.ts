import { randomUUID } from 'node:crypto'
import type { Call, LocalEvent } from '../../domain/calls/index.ts'
import { type CallId, isUtcMs, must } from '../../domain/values.ts'
import { BINDING_READS, BINDING_WRITES } from './bindings/operations.ts'
import type { Reads, Writes } from './operations.ts'
import { type Remote, remote, startedWhenAsked, startThread } from './protocol.ts'
import { RETENTION_READS, RETENTION_WRITES } from './retention/operations.ts'
import { atATime, pricedAlike } from './stretches.ts'
import type { CostPeriod, NumberSums } from './types/cost.ts'

export { whileHeld } from './connection.ts'
export { StoreError, type StoreProblem } from './errors.ts'
export { databaseProblem, snapshot, type TableHashes, tableHashes } from './snapshot.ts'
export type {
  BatchProblem,
  BatchRowCounts,
  BindingMatch,
  Decided,
  MaskingNews,
  NumberLoad,
  ReportedNumber,
  StoredBatch,
  StoredBatchRow,
} from './types/bindings.ts'
export type {
  CampaignCount,
  Claimed,
  ImportedRow,
  StoredCampaign,
  StoredForm,
  StoredRow,
} from './types/campaigns.ts'
export type {
  ContactChange,
  ContactPage,
  ImportedContacts,
  IncomingContact,
  NumberName,
  StoredContact,
} from './types/contacts.ts'
export type { CostFigures, CostPeriod, NumberParts, NumberSums } from './types/cost.ts'
export type { GapPage, GapQuery } from './types/gaps.ts'
export type {
  MarksChange,
  StoredMarks,
  StoredReminder,
  StoredTag,
  StoredView,
  StoredWrapUpCode,
} from './types/marks.ts'

export type { DueCount, StoredHold, StoredRetentionKind } from './types/retention.ts'
export type { RecordKind } from './types/review.ts'
export type { CountStep, Facets, FacetValue, Search, SearchFilter, SearchPage } from './types/search.ts'
export type {
  Appended,
  IncomingPush,
  JsonValue,
  PromptChange,
  PushKind,
  QuarantinedPush,
  RawPush,
  RejectedPush,
  SignatureVerdict,
  StoredProfile,
  StoredPrompt,
  StoredRecording,
  StoredReview,
  StoredTemplate,
  StoredVersion,
} from './types.ts'

const READS = {
  ...BINDING_READS,
  ...RETENTION_READS,
  call: true,
  callEvents: true,
  callByRequest: true,
  currentCalls: true,
  searchCalls: true,
  facets: true,
  marks: true,
  tags: true,
  wrapUpCodes: true,
  openReminders: true,
  reminder: true,
  savedViews: true,
  contact: true,
  contacts: true,
  countContacts: true,
  namesOf: true,
  recentNumbers: true,
  countCalls: true,
  pushStats: true,
  quarantined: true,
  profiles: true,
  profile: true,
  setting: true,
  recording: true,
  unclaimedRecordings: true,
  dueRecordings: true,
  rescueLoad: true,
  recordingList: true,
  prompts: true,
  prompt: true,
  promptVersions: true,
  promptVersion: true,
  promptUses: true,
  reviews: true,
  templates: true,
  template: true,
  callsBeingPlaced: true,
  requestOfCall: true,
  sentOneByOne: true,
  forms: true,
  doNotCall: true,
  countDoNotCall: true,
  campaigns: true,
  campaign: true,
  campaignCounts: true,
  campaignRows: true,
  campaignRow: true,
  campaignCalling: true,
  rowOfCall: true,
  auditEntries: true,
  verifyAudit: true,
  redactions: true,
  hasRedactions: true,
  reviewRecords: true,
  reviewPage: true,
  callOfSession: true,
  agentSums: true,
} as const

const WRITES = {
  ...BINDING_WRITES,
  ...RETENTION_WRITES,
  appendPush: true,
  appendQuestion: true,
  quarantinePush: true,
  changeMarks: true,
  saveWrapUpCodes: true,
  saveReminder: true,
  saveView: true,
  removeView: true,
  saveContact: true,
  removeContact: true,
  importContacts: true,
  importCalls: true,
  claimRequest: true,
  saveProfile: true,
  removeProfile: true,
  saveSetting: true,
  saveRecording: true,
  savePrompt: true,
  purgePrompts: true,
  addPrompt: true,
  addPromptVersion: true,
  addReview: true,
  saveTemplate: true,
  saveForm: true,
  removeForm: true,
  addDoNotCall: true,
  removeDoNotCall: true,
  saveCampaign: true,
  removeCampaign: true,
  dropCampaignRows: true,
  addCampaignRows: true,
  checkCampaignRows: true,
  stopCampaignRows: true,
  claimAttempt: true,
  giveUpAttempt: true,
  appendAudit: true,
  saveRedaction: true,
  addReviewRecords: true,
} as const

/** What goes through the calls of years, step by step, in a thread of its own. */
const SUMS = { addCustomers: true, customersWithMostMinutes: true, forgetCustomers: true } as const

/** Calls of so many days are summed in one step: a fraction of a second among five million. */
const STEP_DAYS = 7

export type Reader = Remote<Omit<Reads, 'callsFrom' | keyof typeof SUMS>> & {
  /**
   * Customers' numbers of a period, those with the most minutes first, apart for each stretch of days between the
   * borders, within which no price changes.
   *
   * @param signal asked before each week of calls
   * @throws DOMException `AbortError` when it was stopped
   */
  customerSums(
    period: CostPeriod,
    borders: readonly number[],
    limit: number,
    signal?: Pick<AbortSignal, 'aborted'>,
  ): Promise<NumberSums>
  /** Every call, oldest first, in pages. */
  eachCall(): AsyncIterable<Call>
  close(): Promise<void>
}

export type Store = Reader &
  Remote<Omit<Writes, 'appendLocal'>> & {
    /** Appends what happened on this side; resolves after the commit with the call as it now is. */
    appendLocal(callId: CallId, events: readonly LocalEvent[]): Promise<Call>
    /** A whole copy while in use. */
    backup(to: string): Promise<void>
  }

const PAGE = 500

/**
 * What may take longer than a screen waits. It has a thread of its own, so that no page of the history queues behind
 * it, and opening does not wait for that.
 */
const SLOW = {
  countMatching: true,
  callsFrom: true,
  gapsBefore: true,
  costFigures: true,
  countDue: true,
} as const

/**
 * Reads beside whoever writes.
 *
 * @param after what it reads with loads at once, and opens the history then
 * @throws StoreError `missing` when there is no history yet
 */
export async function openReader(options: { dataDir: string }, after?: Promise<unknown>): Promise<Reader> {
  const task = { role: 'reader', dataDir: options.dataDir } as const
  const thread = await startThread(task, after)
  const [slowThread, summing] = [startedWhenAsked(task), startedWhenAsked(task)]
  const reads = remote<Omit<Reads, keyof typeof SLOW | keyof typeof SUMS>>(thread, READS)
  const { callsFrom, ...slow } = remote<Pick<Reads, keyof typeof SLOW>>(slowThread, SLOW)
  const { addCustomers, customersWithMostMinutes, forgetCustomers } = remote<Pick<Reads, keyof typeof SUMS>>(
    summing,
    SUMS,
  )
  return {
    ...reads,
    ...slow,
    async customerSums(period, borders, limit, signal) {
      const run = randomUUID()
      try {
        for (const alike of pricedAlike(period, borders)) {
          for (const days of atATime(alike, STEP_DAYS)) {
            if (signal?.aborted === true) throw new DOMException('nobody waits for it', 'AbortError')
            await addCustomers(run, { ...period, ...days }, alike.from)
          }
        }
        return await customersWithMostMinutes(run, limit)
      } finally {
        await forgetCustomers(run)
      }
    },
    async *eachCall() {
      for (let after = -1; ; ) {
        const page = await callsFrom(after, PAGE)
        for (const { call } of page) yield call
        const last = page.at(-1)
        if (last === undefined) return
        after = last.rank
      }
    },
    async close() {
      await Promise.all([thread, slowThread, summing].map((one) => one.close()))
    },
  }
}

/**
 * Opens the store of a data directory for writing, bringing it to the newest step.
 *
 * @throws StoreError `locked` when another process has it, `damaged`, `readOnly`, `full`, `fromTheFuture`
 */
export async function openStore(options: { dataDir: string }): Promise<Store> {
  const writing = startThread({ role: 'writer', dataDir: options.dataDir })
  // The reader loads beside it, and opens what it has brought to the newest step.
  const reading = openReader(options, writing)
  await Promise.allSettled([reading, writing])
  const writer = await writing
  try {
    const reader = await reading
    const writes = remote<Omit<Writes, 'appendLocal'>>(writer, WRITES)
    return {
      ...reader,
      ...writes,
      appendLocal: (callId, events) =>
        writer.ask('appendLocal', [{ callId, events, receivedAt: must(Date.now(), isUtcMs, 'time') }]),
      async backup(to) {
        await writer.ask('backup', [to])
      },
      async close() {
        await reader.close()
        await writer.close()
      },
    }
  } catch (problem) {
    await writer.close()
    throw problem
  }
}
