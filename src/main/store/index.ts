import type { Call, LocalEvent } from '../../domain/calls/index.ts'
import { type CallId, isUtcMs, must } from '../../domain/values.ts'
import type { Reads, Writes } from './operations.ts'
import { type Remote, remote, startThread } from './protocol.ts'

export { StoreError, type StoreProblem } from './errors.ts'
export type {
  Appended,
  IncomingPush,
  JsonValue,
  PromptChange,
  PushKind,
  QuarantinedPush,
  RawPush,
  RejectedPush,
  Search,
  SearchFilter,
  SignatureVerdict,
  StoredProfile,
  StoredPrompt,
  StoredRecording,
  StoredReview,
  StoredTemplate,
  StoredVersion,
} from './types.ts'

const READS = {
  call: true,
  callEvents: true,
  callByRequest: true,
  currentCalls: true,
  searchCalls: true,
  recentNumbers: true,
  countCalls: true,
  callsFrom: true,
  pushStats: true,
  quarantined: true,
  profiles: true,
  profile: true,
  setting: true,
  recording: true,
  dueRecordings: true,
  recordingQueue: true,
  prompts: true,
  prompt: true,
  promptVersions: true,
  promptVersion: true,
  promptUses: true,
  reviews: true,
  templates: true,
  template: true,
} as const

const WRITES = {
  appendPush: true,
  quarantinePush: true,
  claimRequest: true,
  saveProfile: true,
  removeProfile: true,
  saveSetting: true,
  saveRecording: true,
  savePrompt: true,
  addPrompt: true,
  addPromptVersion: true,
  addReview: true,
  saveTemplate: true,
} as const

export type Reader = Remote<Omit<Reads, 'callsFrom'>> & {
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

/** Reads beside whoever writes. @throws StoreError `missing` when there is no history yet */
export async function openReader(options: { dataDir: string }): Promise<Reader> {
  const thread = await startThread({ role: 'reader', dataDir: options.dataDir })
  const { callsFrom, ...reads } = remote<Reads>(thread, READS)
  return {
    ...reads,
    async *eachCall() {
      for (let after = -1; ; ) {
        const page = await callsFrom(after, PAGE)
        for (const { call } of page) yield call
        const last = page.at(-1)
        if (last === undefined) return
        after = last.rank
      }
    },
    close: () => thread.close(),
  }
}

/**
 * Opens the store of a data directory for writing, bringing it to the newest step.
 *
 * @throws StoreError `locked` when another process has it, `damaged`, `readOnly`, `full`, `fromTheFuture`
 */
export async function openStore(options: { dataDir: string }): Promise<Store> {
  const writer = await startThread({ role: 'writer', dataDir: options.dataDir })
  try {
    const reader = await openReader(options)
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
