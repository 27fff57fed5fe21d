import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import { RescueRules } from '../../contract/recordings.ts'
import { type CallId, isCallId, type UtcMs } from '../../domain/values.ts'
import type { Audio } from '../audio/index.ts'
import type { Audit } from '../audit/index.ts'
import type { Written } from '../files/index.ts'
import type { Log } from '../log/index.ts'
import type { Platform } from '../platform/index.ts'
import type { ProfileAccess } from '../profiles/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store, StoredRecording } from '../store/index.ts'
import type { Tasks } from '../tasks/index.ts'
import type { MediaFile } from '../web/page.ts'
import { attempt } from './attempt.ts'
import { createDownloads } from './downloads.ts'
import { createLimiter } from './limiter.ts'
import { afterFailure, type Failure } from './plan.ts'
import { createRescue } from './rescue.ts'
import { shownRecording } from './shown.ts'
import type { Timing } from './timing.ts'

export { REAL_TIME } from './timing.ts'

export type Recordings = {
  readonly handlers: Handlers<'recordings'>
  readonly mediaFile: (kind: string, id: string) => Promise<MediaFile | undefined>
  /** Where the files of a recording stand. */
  readonly files: (callId: CallId) => { readonly wav: string; readonly peaks: string }
  /** The file of a recording was replaced by another of the same length; ZIPs with the old one are gone after it. */
  replaced(callId: CallId, written: Written): Promise<void>
  /** Something may be due: looks at the queue and sets the next alarm. */
  wake(): void
  close(): Promise<void>
}

const ONE_HEARING_MS = 10 * 60_000
const RULES = 'rescue'
const NO_RULES: RescueRules = { paused: false }

/**
 * The rescue of recordings: the platform deletes them seven days after the call. The queue is in the store,
 * written with the fee record, so a stop of the application forgets nothing.
 *
 * @param folder holds the recordings and their waveforms
 * @param packs holds what is packed for download
 */
export async function createRecordings(options: {
  store: Store
  platform: Pick<Platform, 'download' | 'recordingAddress'>
  profiles: ProfileAccess
  audio: Pick<Audio, 'peaks' | 'hash'>
  audit: Pick<Audit, 'record'>
  tasks: Pick<Tasks, 'start' | 'dismiss'>
  folder: string
  packs: string
  publish: Publish
  clock: () => UtcMs
  timing: Timing
  log: Log
  language: () => 'zh-CN' | 'en'
}): Promise<Recordings> {
  const { store, publish, clock, timing, log, folder, audit } = options
  const closing = new AbortController()
  /** When the sound of a call was last given out: the ranges that a player asks for are one hearing. */
  const heard = new Map<CallId, UtcMs>()
  const keptRules = RescueRules.safeParse(await store.setting(RULES))
  let rules = keptRules.success ? keptRules.data : NO_RULES

  const wavPath = (id: CallId) => join(folder, `${id}.wav`)
  const peaksPath = (id: CallId) => join(folder, `${id}.peaks`)
  const shown = (recording: StoredRecording) => shownRecording(recording, options.language())
  const limiter = createLimiter({ rate: () => rules.bytesPerSecond, now: clock, wait: timing.wait })
  const downloads = createDownloads({
    store,
    tasks: options.tasks,
    audit,
    folder: options.packs,
    wavPath,
    clock,
  })
  await downloads.sweep()

  async function keep(recording: StoredRecording): Promise<StoredRecording> {
    const kept = await store.saveRecording(recording)
    publish({ name: 'recordings.changed', payload: shown(kept) })
    return kept
  }

  async function fetchOne(recording: StoredRecording, urgent: boolean): Promise<void> {
    // It stays due: an application that ends in the middle of an attempt begins it anew when it starts.
    const { lastError: _old, ...rest } = recording
    const started = await keep({ ...rest, state: 'fetching', attempts: recording.attempts + 1 })
    const result = await attempt(started, {
      platform: options.platform,
      profiles: options.profiles,
      target: wavPath(recording.callId),
      signal: closing.signal,
      ...(urgent || recording.priority === 2 ? {} : { limiter }),
    })
    if (!result.ok) {
      await keep(failed(started, result.failure))
      return
    }
    await options.audio.peaks(wavPath(recording.callId), peaksPath(recording.callId))
    // Where the platform had it is of no use any more, and a link is a key.
    const { nextAttemptAt: _due, url: _link, ...done } = started
    await keep({
      ...done,
      state: 'ready',
      priority: 0,
      overAt: clock(),
      bytes: result.bytes,
      durationMs: result.durationMs,
      sha256: result.sha256,
    })
  }

  async function fetchSafely(recording: StoredRecording, urgent: boolean): Promise<void> {
    try {
      await fetchOne(recording, urgent)
    } catch (problem) {
      const detail = problem instanceof Error ? problem.message : 'unknown'
      log({ event: 'recording.broken', detail })
      const broken = { ...recording, attempts: recording.attempts + 1 }
      await keep(failed(broken, { code: 'internal', params: {} })).catch(() =>
        log({ event: 'recording.notKept' }),
      )
    }
  }

  function failed(recording: StoredRecording, failure: Failure): StoredRecording {
    const now = clock()
    const { attempts, deadline } = recording
    const plan = afterFailure(failure, { attempts, now, deadline })
    log({ event: 'recording.failed', code: failure.code, attempts, lost: plan.kind === 'lost' })
    const lastError = { code: failure.code, params: failure.params }
    const { nextAttemptAt: _due, ...rest } = recording
    // What was asked for at once goes before the others from now on, but by the rules.
    const priority = Math.min(recording.priority ?? 0, 1)
    if (plan.kind === 'again')
      return { ...rest, priority, state: 'waiting', nextAttemptAt: plan.at, lastError }
    const { url: _link, ...lost } = rest
    return { ...lost, priority: 0, state: 'lost', overAt: now, lastError }
  }

  const rescue = createRescue({
    store,
    rules: () => rules,
    fetchOne: fetchSafely,
    clock,
    after: timing.after,
    log,
  })

  /** Waveforms that are being made anew. */
  const drawing = new Map<CallId, Promise<void>>()

  /**
   * A waveform is made with its recording; one that is not beside it is made now. Without it there is nothing to
   * show, which is found when the file is opened.
   */
  async function drawn(callId: CallId): Promise<void> {
    if (
      await access(peaksPath(callId)).then(
        () => true,
        () => false,
      )
    )
      return
    const making = drawing.get(callId) ?? options.audio.peaks(wavPath(callId), peaksPath(callId))
    drawing.set(callId, making)
    await making
      .catch((problem: unknown) => {
        log({ event: 'recording.noWaveform', detail: problem instanceof Error ? problem.message : 'unknown' })
      })
      .finally(() => drawing.delete(callId))
  }

  async function known(callId: CallId): Promise<StoredRecording> {
    const recording = await store.recording(callId)
    if (recording !== undefined) return recording
    const call = await store.call(callId)
    if (call === undefined) throw new Refusal('call.notFound')
    throw new Refusal(
      call.recording === 'requested' && !call.feeReceived ? 'recording.notYet' : 'recording.none',
    )
  }

  return {
    wake: rescue.wake,
    files: (callId) => ({ wav: wavPath(callId), peaks: peaksPath(callId) }),
    async replaced(callId, { bytes, sha256 }) {
      await keep({ ...(await known(callId)), bytes, sha256 })
      await downloads.withdraw(callId)
    },
    handlers: {
      async get(input) {
        return shown(await known(input.callId))
      },
      async fetch(input) {
        const recording = await known(input.callId)
        if (['ready', 'fetching', 'deleted'].includes(recording.state)) return shown(recording)
        if (recording.deadline <= clock())
          throw new Refusal('recording.expired', { deadlineMs: recording.deadline })
        const { overAt: _over, ...rest } = recording
        const due = await keep({ ...rest, state: 'waiting', priority: 2, nextAttemptAt: clock() })
        rescue.wake()
        return shown(due)
      },
      async moveUp({ callId, first }) {
        const recording = await known(callId)
        if (recording.state !== 'waiting') return shown(recording)
        const moved = await keep({ ...recording, priority: first ? 1 : 0 })
        rescue.wake()
        return shown(moved)
      },
      async played({ callId, fromMs }) {
        await known(callId)
        heard.set(callId, clock())
        await audit.record({ action: 'recording.played', subject: callId, params: { fromMs } })
        return {}
      },
      async verify({ callId }) {
        const { state, sha256: kept } = await known(callId)
        if (state !== 'ready') throw new Refusal('recording.none')
        const sha256 = await options.audio.hash(wavPath(callId)).catch(() => {
          throw new Refusal('recording.damaged', { problem: 'unreadable' })
        })
        return { intact: sha256 === kept, sha256 }
      },
      async queue() {
        const { load, turn } = await rescue.turn()
        const { waiting, kept, lost, nearestDeadline } = load
        const urgent = load.byDeadline
          .filter(({ deadline }) => deadline < turn.urgentBefore)
          .reduce((sum, { count }) => sum + count, 0)
        return { waiting, fetching: rescue.fetching(), kept, lost, urgent, open: turn.open, nearestDeadline }
      },
      async list({ list, after, limit }) {
        const page = await store.recordingList(list, after, limit)
        const calls = await Promise.all(page.recordings.map(({ callId }) => store.call(callId)))
        return {
          rows: page.recordings.map((recording, at) => ({ recording: shown(recording), call: calls[at] })),
          next: page.next,
        }
      },
      rules: () => ({ rules }),
      async setRules(input) {
        await store.saveSetting(RULES, input.rules)
        rules = input.rules
        rescue.wake()
        return { rules }
      },
      async pack({ callIds }) {
        return { taskId: await downloads.pack(callIds) }
      },
    },
    async mediaFile(kind, id) {
      const pack = await downloads.mediaFile(kind, id)
      if (pack !== undefined || !isCallId(id)) return pack
      if (kind === 'recordingfile') return downloads.single(id)
      if (kind !== 'recordings' && kind !== 'peaks') return undefined
      const recording = await store.recording(id)
      if (recording?.state !== 'ready') return undefined
      if (kind === 'peaks') {
        await drawn(id)
        return { path: peaksPath(id), type: 'application/octet-stream' }
      }
      // Whoever asks for the sound without having said so through `played` is written down all the same.
      const last = heard.get(id) ?? 0
      heard.set(id, clock())
      if (clock() - last > ONE_HEARING_MS) await audit.record({ action: 'recording.played', subject: id })
      return { path: wavPath(id), type: 'audio/wav' }
    },
    async close() {
      closing.abort()
      await rescue.close()
    },
  }
}
