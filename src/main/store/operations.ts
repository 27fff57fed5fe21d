import type { AuditFacts } from '../../domain/audit/index.ts'
import type { Call } from '../../domain/calls/index.ts'
import type { Kept } from '../../domain/review/index.ts'
import type {
  CallId,
  CampaignId,
  E164,
  FormId,
  ProfileId,
  PromptId,
  RequestId,
  SessionId,
  TemplateId,
  UtcMs,
  VersionId,
} from '../../domain/values.ts'
import { createNews } from './bindings/messages.ts'
import { bindingReads, bindingWrites } from './bindings/operations.ts'
import type { Db } from './connection.ts'
import { createLog } from './log/append.ts'
import * as auditQueries from './queries/audit.ts'
import * as callQueries from './queries/calls.ts'
import * as campaignQueries from './queries/campaigns.ts'
import { createContactReads, createContactWrites } from './queries/contacts.ts'
import * as costQueries from './queries/cost.ts'
import * as doNotCallQueries from './queries/do-not-call.ts'
import * as formQueries from './queries/forms.ts'
import { gapsBefore } from './queries/gaps.ts'
import * as markQueries from './queries/marks.ts'
import * as profileQueries from './queries/profiles.ts'
import * as promptQueries from './queries/prompts.ts'
import * as pushQueries from './queries/pushes.ts'
import * as recordingQueries from './queries/recordings.ts'
import * as redactionQueries from './queries/redactions.ts'
import * as reminderQueries from './queries/reminders.ts'
import * as qualityQueries from './queries/review.ts'
import * as reviewQueries from './queries/reviews.ts'
import * as templateQueries from './queries/templates.ts'
import { retentionReads, retentionWrites } from './retention/operations.ts'
import { createSearch } from './search/index.ts'
import type { AttemptClaim, CampaignChange, ImportedRow, RowQuery } from './types/campaigns.ts'
import type { ContactChange, IncomingContact } from './types/contacts.ts'
import type { CostPeriod } from './types/cost.ts'
import type { GapQuery } from './types/gaps.ts'
import type { MarksChange, StoredReminder, StoredView } from './types/marks.ts'
import type { DueQuery, RecordingList } from './types/recordings.ts'
import type { StoredRedaction } from './types/redactions.ts'
import type { RecordQuery } from './types/review.ts'
import type { Search, SearchFilter } from './types/search.ts'
import type {
  IncomingPush,
  JsonValue,
  LocalAppend,
  PromptChange,
  RejectedPush,
  RequestClaim,
  StoredRecording,
  StoredReview,
  StoredVersion,
} from './types.ts'

/** What can be asked of a connection that reads. Each runs in a worker, never on the main loop. */
export function readOperations(db: Db) {
  const search = createSearch(db)
  return {
    ...bindingReads(db),
    ...retentionReads(db),
    call: (id: CallId) => callQueries.call(db, id),
    callEvents: (id: CallId) => callQueries.callEvents(db, id),
    callByRequest: (id: RequestId) => callQueries.callByRequest(db, id),
    currentCalls: () => callQueries.currentCalls(db),
    searchCalls: (query: Search) => search.page(query),
    countMatching: (filter: SearchFilter, after?: string) => search.count(filter, after),
    facets: () => search.facets(),
    marks: (callId: CallId) => markQueries.marks(db, callId),
    tags: () => markQueries.tags(db),
    wrapUpCodes: () => markQueries.wrapUpCodes(db),
    openReminders: () => reminderQueries.openReminders(db),
    reminder: (id: string) => reminderQueries.reminder(db, id),
    savedViews: () => reminderQueries.savedViews(db),
    ...createContactReads(db),
    recentNumbers: (limit: number) => callQueries.recentNumbers(db, limit),
    countCalls: () => callQueries.countCalls(db),
    gapsBefore: (query: GapQuery) => gapsBefore(db, query),
    callsFrom: (after: number, limit: number) => callQueries.callsFrom(db, after, limit),
    pushStats: () => pushQueries.pushStats(db),
    quarantined: (limit: number) => pushQueries.quarantined(db, limit),
    profiles: () => profileQueries.profiles(db),
    profile: (id: ProfileId) => profileQueries.profile(db, id),
    setting: (key: string) => profileQueries.setting(db, key),
    recording: (callId: CallId) => recordingQueries.recording(db, callId),
    unclaimedRecordings: (callIds: readonly CallId[]) => recordingQueries.unclaimedRecordings(db, callIds),
    dueRecordings: (query: DueQuery) => recordingQueries.dueRecordings(db, query),
    rescueLoad: () => recordingQueries.rescueLoad(db),
    recordingList: (list: RecordingList, after: string | undefined, limit: number) =>
      recordingQueries.recordingList(db, list, after, limit),
    prompts: () => promptQueries.prompts(db),
    prompt: (id: PromptId) => promptQueries.prompt(db, id),
    promptVersions: (id?: PromptId) => promptQueries.promptVersions(db, id),
    promptVersion: (id: VersionId) => promptQueries.promptVersion(db, id),
    promptUses: (name: string) => promptQueries.promptUses(db, name),
    reviews: (subject?: StoredReview['subject']) => reviewQueries.reviews(db, subject),
    redactions: (callId?: CallId) => redactionQueries.redactions(db, callId),
    hasRedactions: () => redactionQueries.hasRedactions(db),
    reviewRecords: (query: RecordQuery) => qualityQueries.reviewRecords(db, query),
    reviewPage: (after: string, limit: number) => qualityQueries.reviewPage(db, after, limit),
    callOfSession: (id: SessionId) => qualityQueries.callOfSession(db, id),
    templates: () => templateQueries.templates(db),
    template: (id: TemplateId) => templateQueries.template(db, id),
    callsBeingPlaced: () => callQueries.callsBeingPlaced(db),
    requestOfCall: (id: CallId) => callQueries.requestOfCall(db, id),
    sentOneByOne: (limit: number) => callQueries.sentOneByOne(db, limit),
    forms: () => formQueries.forms(db),
    doNotCall: (query: Parameters<typeof doNotCallQueries.doNotCall>[1]) =>
      doNotCallQueries.doNotCall(db, query),
    countDoNotCall: () => doNotCallQueries.countDoNotCall(db),
    campaigns: () => campaignQueries.campaigns(db),
    campaign: (id: CampaignId) => campaignQueries.campaign(db, id),
    campaignCounts: (id: CampaignId) => campaignQueries.campaignCounts(db, id),
    campaignRows: (query: RowQuery) => campaignQueries.campaignRows(db, query),
    campaignRow: (id: CampaignId, row: number) => campaignQueries.campaignRow(db, id, row),
    campaignCalling: (id: CampaignId) => campaignQueries.campaignCalling(db, id),
    rowOfCall: (id: CallId) => campaignQueries.rowOfCall(db, id),
    auditEntries: (query: auditQueries.AuditQuery) => auditQueries.auditEntries(db, query),
    verifyAudit: () => auditQueries.verifyAudit(db),
    costFigures: (period: CostPeriod) => costQueries.costFigures(db, period),
    agentSums: (period: CostPeriod, borders: readonly number[], limit: number) =>
      costQueries.agentSums(db, period, borders, limit),
    ...costQueries.createCustomerSums(db),
  }
}

/** What changes the store. Each runs inside a transaction that the writer commits before it answers. */
export function writeOperations(db: Db) {
  const log = createLog(db)
  const contacts = createContactWrites(db)
  const news = createNews(db)
  function appendPush(push: IncomingPush) {
    const appended = log.appendPush(push)
    if (appended.stored === 'repeat' || push.masking === undefined) return appended
    return { ...appended, ...news.keep(push.masking, push) }
  }
  return {
    ...bindingWrites(db),
    appendPush,
    /** A push whose answer a caller waits for: the writer takes it before what else waits. */
    appendQuestion: appendPush,
    ...retentionWrites(db, log.leave),
    quarantinePush: (push: RejectedPush) => log.quarantinePush(push),
    changeMarks: (callId: CallId, change: MarksChange, at: UtcMs) =>
      markQueries.changeMarks(db, log.remark, callId, change, at),
    saveWrapUpCodes: (
      profileId: ProfileId | undefined,
      codes: readonly { readonly id: string; readonly label: string }[],
      at: UtcMs,
    ) => markQueries.saveWrapUpCodes(db, profileId, codes, at),
    saveReminder: (reminder: Omit<StoredReminder, 'revision'>) => reminderQueries.saveReminder(db, reminder),
    saveView: (view: StoredView) => reminderQueries.saveView(db, view),
    removeView: (id: string) => reminderQueries.removeView(db, id),
    saveContact: (contact: ContactChange, at: UtcMs) => contacts.saveContact(contact, at),
    removeContact: (id: string) => contacts.removeContact(id),
    importContacts: (incoming: readonly IncomingContact[], at: UtcMs) =>
      contacts.importContacts(incoming, at),
    appendLocal: (append: LocalAppend) => log.appendLocal(append),
    importCalls: (calls: readonly Call[], receivedAt: UtcMs) => log.importCalls(calls, receivedAt),
    claimRequest: (claim: RequestClaim) => log.claimRequest(claim),
    saveProfile: (id: ProfileId, fields: JsonValue, pushToken: string) =>
      profileQueries.saveProfile(db, id, fields, pushToken),
    removeProfile: (id: ProfileId) => profileQueries.removeProfile(db, id),
    saveSetting: (key: string, value: JsonValue) => profileQueries.saveSetting(db, key, value),
    saveRecording: (recording: StoredRecording) => recordingQueries.saveRecording(db, recording),
    savePrompt: (change: PromptChange) => promptQueries.savePrompt(db, change),
    purgePrompts: (removedUpTo: UtcMs) => promptQueries.purgePrompts(db, removedUpTo),
    addPrompt: (change: PromptChange, version: Omit<StoredVersion, 'number' | 'promptId'>) =>
      promptQueries.addPrompt(db, change, version),
    addPromptVersion: (version: Omit<StoredVersion, 'number'>) => promptQueries.addPromptVersion(db, version),
    addReview: (review: StoredReview) => reviewQueries.addReview(db, review),
    saveRedaction: (redaction: StoredRedaction) => redactionQueries.saveRedaction(db, redaction),
    addReviewRecords: (records: readonly Kept[]) => qualityQueries.addReviewRecords(db, records),
    saveTemplate: (id: TemplateId, fields: JsonValue, at: UtcMs, removedAt?: UtcMs) =>
      templateQueries.saveTemplate(db, id, fields, at, removedAt),
    saveForm: (form: Parameters<typeof formQueries.saveForm>[1]) => formQueries.saveForm(db, form),
    removeForm: (id: FormId) => formQueries.removeForm(db, id),
    addDoNotCall: (numbers: readonly E164[], note: string, at: UtcMs) =>
      doNotCallQueries.addDoNotCall(db, numbers, note, at),
    removeDoNotCall: (numbers: readonly E164[]) => doNotCallQueries.removeDoNotCall(db, numbers),
    saveCampaign: (change: CampaignChange, at: UtcMs) => campaignQueries.saveCampaign(db, change, at),
    removeCampaign: (id: CampaignId) => campaignQueries.removeCampaign(db, id),
    dropCampaignRows: (id: CampaignId | undefined, limit: number) =>
      campaignQueries.dropCampaignRows(db, id, limit),
    addCampaignRows: (id: CampaignId, from: number, rows: readonly ImportedRow[]) =>
      campaignQueries.addCampaignRows(db, id, from, rows),
    checkCampaignRows: (...args: Tail<Parameters<typeof campaignQueries.checkCampaignRows>>) =>
      campaignQueries.checkCampaignRows(db, ...args),
    stopCampaignRows: (id: CampaignId, limit: number) => campaignQueries.stopCampaignRows(db, id, limit),
    claimAttempt: (claim: AttemptClaim) => log.claimAttempt(claim),
    giveUpAttempt: (id: CallId) => log.giveUpAttempt(id),
    appendAudit: (facts: AuditFacts) => auditQueries.appendAudit(db, facts),
  }
}

type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : never

export type Reads = ReturnType<typeof readOperations>
export type Writes = ReturnType<typeof writeOperations>
