import { open } from 'node:fs/promises'
import { Refusal } from '../../contract/errors.ts'
import { assertNever, type DurationMs } from '../../domain/values.ts'
import { readAlawWavHeader } from '../../domain/wav/index.ts'
import { writeWhole } from '../files/index.ts'
import type { DownloadOutcome, Platform } from '../platform/index.ts'
import { type ProfileAccess, platformRefusal } from '../profiles/index.ts'
import type { StoredRecording } from '../store/index.ts'
import { type Limiter, limited } from './limiter.ts'
import type { Failure } from './plan.ts'

export type Attempt =
  | { readonly ok: true; readonly bytes: number; readonly sha256: string; readonly durationMs: DurationMs }
  | { readonly ok: false; readonly failure: Failure }

type Doors = {
  readonly platform: Pick<Platform, 'download' | 'recordingAddress'>
  readonly profiles: ProfileAccess
  readonly signal: AbortSignal
}

/** Enough for the header of any WAV the platform writes, extra chunks included. */
const HEADER_BYTES = 64 * 1024

/**
 * One attempt: a fresh link (links are never stored, voice-call.md §5), the download into a temporary file,
 * the check that it is a whole WAV, and only then the name it keeps.
 */
export async function attempt(
  recording: StoredRecording,
  doors: Doors & { target: string; limiter?: Limiter },
): Promise<Attempt> {
  try {
    const location = await freshLink(recording, doors)
    let durationMs: DurationMs | undefined
    const result = await doors.platform.download(
      location,
      (stream) =>
        writeWhole(
          doors.target,
          doors.limiter === undefined ? stream : limited(stream, doors.limiter, doors.signal),
          {
            async verify(tempPath) {
              durationMs = await wholeWav(tempPath)
            },
          },
        ),
      doors.signal,
    )
    if (result.kind !== 'ok') return { ok: false, failure: downloadFailure(result) }
    if (durationMs === undefined) return failed('recording.damaged', { problem: 'unchecked' })
    return { ok: true, ...result.value, durationMs }
  } catch (problem) {
    if (problem instanceof Refusal) return failed(problem.code, problem.params)
    if (problem instanceof Error && 'code' in problem && problem.code === 'ENOSPC') return failed('disk.full')
    throw problem
  }
}

function failed(code: Failure['code'], params: Failure['params'] = {}): Attempt {
  return { ok: false, failure: { code, params } }
}

async function freshLink(recording: StoredRecording, doors: Doors): Promise<string> {
  const { object, domain, url, profileId } = recording
  if (object === undefined || domain === undefined) {
    // The record then carries the link itself (voice-call.md §5, "other way").
    if (url !== undefined) return url
    throw new Refusal('recording.none')
  }
  if (profileId === undefined) throw new Refusal('profile.notFound')
  const ready = await doors.profiles.ready(profileId, { purpose: 'recording' })
  const outcome = await doors.platform.recordingAddress(ready.account, { object, domain }, doors.signal)
  await ready.note(outcome)
  if (outcome.kind === 'ok') return outcome.value.location
  throw platformRefusal(outcome) ?? new Refusal('platform.badAnswer')
}

async function wholeWav(path: string): Promise<DurationMs> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(HEADER_BYTES, size)), 0)
    const wav = readAlawWavHeader(buffer.subarray(0, bytesRead), size)
    if (!wav.ok) throw new Refusal('recording.damaged', { problem: wav.problem })
    return wav.durationMs
  } finally {
    await file.close()
  }
}

function downloadFailure(result: Exclude<DownloadOutcome<unknown>, { kind: 'ok' }>): Failure {
  switch (result.kind) {
    case 'status':
      return { code: 'platform.badAnswer', params: { httpStatus: result.httpStatus } }
    case 'notSent':
      return {
        code: result.cause === 'tls' ? 'platform.tls' : 'platform.unreachable',
        params: { cause: result.cause },
      }
    case 'lost':
      return { code: 'platform.answerLost', params: { cause: result.cause } }
    default:
      return assertNever(result)
  }
}
