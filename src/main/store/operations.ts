import type {
  CallId,
  ProfileId,
  PromptId,
  RequestId,
  TemplateId,
  UtcMs,
  VersionId,
} from '../../domain/values.ts'
import type { Db } from './connection.ts'
import { createLog } from './log/append.ts'
import * as callQueries from './queries/calls.ts'
import * as profileQueries from './queries/profiles.ts'
import * as promptQueries from './queries/prompts.ts'
import * as pushQueries from './queries/pushes.ts'
import * as recordingQueries from './queries/recordings.ts'
import * as reviewQueries from './queries/reviews.ts'
import { searchCalls } from './queries/search.ts'
import * as templateQueries from './queries/templates.ts'
import type {
  IncomingPush,
  JsonValue,
  LocalAppend,
  PromptChange,
  RejectedPush,
  RequestClaim,
  Search,
  StoredRecording,
  StoredReview,
  StoredVersion,
} from './types.ts'

/** What can be asked of a connection that reads. Each runs in a worker, never on the main loop. */
export function readOperations(db: Db) {
  return {
    call: (id: CallId) => callQueries.call(db, id),
    callEvents: (id: CallId) => callQueries.callEvents(db, id),
    callByRequest: (id: RequestId) => callQueries.callByRequest(db, id),
    currentCalls: () => callQueries.currentCalls(db),
    searchCalls: (query: Search) => searchCalls(db, query),
    recentNumbers: (limit: number) => callQueries.recentNumbers(db, limit),
    countCalls: () => callQueries.countCalls(db),
    callsFrom: (after: number, limit: number) => callQueries.callsFrom(db, after, limit),
    pushStats: () => pushQueries.pushStats(db),
    quarantined: (limit: number) => pushQueries.quarantined(db, limit),
    profiles: () => profileQueries.profiles(db),
    profile: (id: ProfileId) => profileQueries.profile(db, id),
    setting: (key: string) => profileQueries.setting(db, key),
    recording: (callId: CallId) => recordingQueries.recording(db, callId),
    dueRecordings: (now: UtcMs, limit: number) => recordingQueries.dueRecordings(db, now, limit),
    recordingQueue: () => recordingQueries.recordingQueue(db),
    prompts: () => promptQueries.prompts(db),
    prompt: (id: PromptId) => promptQueries.prompt(db, id),
    promptVersions: (id?: PromptId) => promptQueries.promptVersions(db, id),
    promptVersion: (id: VersionId) => promptQueries.promptVersion(db, id),
    promptUses: (name: string) => promptQueries.promptUses(db, name),
    reviews: (subject?: StoredReview['subject']) => reviewQueries.reviews(db, subject),
    templates: () => templateQueries.templates(db),
    template: (id: TemplateId) => templateQueries.template(db, id),
  }
}

/** What changes the store. Each runs inside a transaction that the writer commits before it answers. */
export function writeOperations(db: Db) {
  const log = createLog(db)
  return {
    appendPush: (push: IncomingPush) => log.appendPush(push),
    quarantinePush: (push: RejectedPush) => log.quarantinePush(push),
    appendLocal: (append: LocalAppend) => log.appendLocal(append),
    claimRequest: (claim: RequestClaim) => log.claimRequest(claim),
    saveProfile: (id: ProfileId, fields: JsonValue, pushToken: string) =>
      profileQueries.saveProfile(db, id, fields, pushToken),
    removeProfile: (id: ProfileId) => profileQueries.removeProfile(db, id),
    saveSetting: (key: string, value: JsonValue) => profileQueries.saveSetting(db, key, value),
    saveRecording: (recording: StoredRecording) => recordingQueries.saveRecording(db, recording),
    savePrompt: (change: PromptChange) => promptQueries.savePrompt(db, change),
    addPrompt: (change: PromptChange, version: Omit<StoredVersion, 'number' | 'promptId'>) =>
      promptQueries.addPrompt(db, change, version),
    addPromptVersion: (version: Omit<StoredVersion, 'number'>) => promptQueries.addPromptVersion(db, version),
    addReview: (review: StoredReview) => reviewQueries.addReview(db, review),
    saveTemplate: (id: TemplateId, fields: JsonValue, at: UtcMs, removedAt?: UtcMs) =>
      templateQueries.saveTemplate(db, id, fields, at, removedAt),
  }
}

export type Reads = ReturnType<typeof readOperations>
export type Writes = ReturnType<typeof writeOperations>
