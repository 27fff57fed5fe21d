import { join } from 'node:path'
import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import type { Recording } from '../../contract/recordings.ts'
import { type CallId, isCallId, type UtcMs } from '../../domain/values.ts'
import type { Audio } from '../audio/index.ts'
import type { Log } from '../log/index.ts'
import type { Platform } from '../platform/index.ts'
import type { ProfileAccess } from '../profiles/index.ts'
import { inWords } from '../rpc/dispatch.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store, StoredRecording } from '../store/index.ts'
import type { MediaFile } from '../web/page.ts'
import { attempt } from './attempt.ts'
import { afterFailure, type Failure, FailureShape } from './plan.ts'

export type Recordings = {
  readonly handlers: Handlers<'recordings'>
  readonly mediaFile: (kind: string, id: string) => Promise<MediaFile | undefined>
  /** Something may be due: looks at the queue and sets the next alarm. */
  wake(): void
  close(): Promise<void>
}

const LONGEST_ALARM_MS = 60 * 60_000

/**
 * The rescue of recordings: the platform deletes them seven days after the call. The queue is in the store,
 * written with the fee record, so a stop of the application forgets nothing.
 */
export function createRecordings(options: {
  store: Store
  platform: Platform
  profiles: ProfileAccess
  audio: Audio
  folder: string
  publish: Publish
  clock: () => UtcMs
  log: Log
  language: () => 'zh-CN' | 'en'
}): Recordings {
  const { store, publish, clock, log, folder } = options
  const closing = new AbortController()
  let alarm: NodeJS.Timeout | undefined
  let round: Promise<void> | undefined
  let again = false

  const wavPath = (id: CallId) => join(folder, `${id}.wav`)
  const peaksPath = (id: CallId) => join(folder, `${id}.peaks`)

  function shown(recording: StoredRecording): Recording {
    const failure = FailureShape.safeParse(recording.lastError)
    return {
      callId: recording.callId,
      revision: recording.revision,
      state: recording.state,
      deadline: recording.deadline,
      attempts: recording.attempts,
      ...(recording.state === 'waiting' ? { nextAttemptAt: recording.nextAttemptAt } : {}),
      bytes: recording.bytes,
      durationMs: recording.durationMs,
      ...(failure.success && recording.state !== 'ready'
        ? { lastError: inWords({ ...failure.data, retry: 'no' }, options.language()) }
        : {}),
      ...(recording.state === 'ready'
        ? {
            audioPath: `/media/recordings/${recording.callId}`,
            peaksPath: `/media/peaks/${recording.callId}`,
          }
        : {}),
    }
  }

  async function keep(recording: StoredRecording): Promise<StoredRecording> {
    const kept = await store.saveRecording(recording)
    publish({ name: 'recordings.changed', payload: shown(kept) })
    return kept
  }

  async function rescue(recording: StoredRecording): Promise<void> {
    // It stays due: an application that ends in the middle of an attempt begins it anew when it starts.
    const { lastError: _old, ...rest } = recording
    const started = await keep({ ...rest, state: 'fetching', attempts: recording.attempts + 1 })
    const result = await attempt(started, {
      platform: options.platform,
      profiles: options.profiles,
      target: wavPath(recording.callId),
      signal: closing.signal,
    })
    if (!result.ok) {
      await keep(failed(started, result.failure))
      return
    }
    await options.audio.peaks(wavPath(recording.callId), peaksPath(recording.callId))
    const { nextAttemptAt: _due, ...done } = started
    await keep({
      ...done,
      state: 'ready',
      bytes: result.bytes,
      durationMs: result.durationMs,
      sha256: result.sha256,
    })
  }

  function failed(recording: StoredRecording, failure: Failure): StoredRecording {
    const plan = afterFailure(failure, {
      attempts: recording.attempts,
      now: clock(),
      deadline: recording.deadline,
    })
    log({
      event: 'recording.failed',
      code: failure.code,
      attempts: recording.attempts,
      lost: plan.kind === 'lost',
    })
    const lastError = { code: failure.code, params: failure.params }
    const { nextAttemptAt: _due, ...rest } = recording
    return plan.kind === 'lost'
      ? { ...rest, state: 'lost', lastError }
      : { ...rest, state: 'waiting', nextAttemptAt: plan.at, lastError }
  }

  async function work(): Promise<void> {
    for (;;) {
      const [due] = await store.dueRecordings(clock(), 1)
      if (due === undefined || closing.signal.aborted) break
      try {
        await rescue(due)
      } catch (problem) {
        const detail = problem instanceof Error ? problem.message : 'unknown'
        log({ event: 'recording.broken', detail })
        await keep(failed({ ...due, attempts: due.attempts + 1 }, { code: 'internal', params: {} }))
      }
    }
    const { nextAttemptAt } = await store.recordingQueue()
    if (nextAttemptAt === undefined || closing.signal.aborted) return
    alarm = setTimeout(wake, Math.min(Math.max(nextAttemptAt - clock(), 0), LONGEST_ALARM_MS))
  }

  function wake(): void {
    if (closing.signal.aborted) return
    if (round !== undefined) {
      again = true
      return
    }
    clearTimeout(alarm)
    round = work()
      .catch((problem: unknown) => {
        log({ event: 'recording.queue', detail: problem instanceof Error ? problem.message : 'unknown' })
      })
      .finally(() => {
        round = undefined
        if (again) {
          again = false
          wake()
        }
      })
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
    wake,
    handlers: {
      async get(input) {
        return shown(await known(input.callId))
      },
      async fetch(input) {
        const recording = await known(input.callId)
        if (recording.state === 'ready' || recording.state === 'fetching') return shown(recording)
        if (recording.deadline <= clock())
          throw new Refusal('recording.expired', { deadlineMs: recording.deadline })
        const due = await keep({ ...recording, state: 'waiting', nextAttemptAt: clock() })
        wake()
        return shown(due)
      },
      async queue() {
        const { waiting, nearestDeadline } = await store.recordingQueue()
        return { waiting, nearestDeadline }
      },
    },
    async mediaFile(kind, id) {
      if (!isCallId(id)) return undefined
      const recording = await store.recording(id)
      if (recording?.state !== 'ready') return undefined
      if (kind === 'recordings') return { path: wavPath(id), type: 'audio/wav' }
      if (kind === 'peaks') return { path: peaksPath(id), type: 'application/octet-stream' }
      return undefined
    },
    async close() {
      clearTimeout(alarm)
      closing.abort()
      await round
    },
  }
}
