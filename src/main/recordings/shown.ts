import type { Recording } from '../../contract/recordings.ts'
import { inWords } from '../rpc/dispatch.ts'
import type { StoredRecording } from '../store/index.ts'
import { FailureShape } from './plan.ts'

const PRIORITIES = ['usual', 'first', 'now'] as const

/** A recording as the screen knows it: without where the platform has it. */
export function shownRecording(recording: StoredRecording, language: 'zh-CN' | 'en'): Recording {
  const { callId, state } = recording
  const failure = FailureShape.safeParse(recording.lastError)
  return {
    callId,
    revision: recording.revision,
    state,
    deadline: recording.deadline,
    attempts: recording.attempts,
    priority: PRIORITIES[recording.priority ?? 0] ?? 'usual',
    ...(state === 'waiting' ? { nextAttemptAt: recording.nextAttemptAt } : {}),
    overAt: recording.overAt,
    bytes: recording.bytes,
    durationMs: recording.durationMs,
    sha256: recording.sha256,
    ...(failure.success && state !== 'ready'
      ? { lastError: inWords({ ...failure.data, retry: 'no' }, language) }
      : {}),
    ...(state === 'ready'
      ? {
          audioPath: `/media/recordings/${callId}`,
          peaksPath: `/media/peaks/${callId}`,
          filePath: `/media/recordingfile/${callId}`,
        }
      : {}),
  }
}
