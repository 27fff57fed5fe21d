import { type DurationMs, isDurationMs, must } from '../values.ts'

const RATE = 8000
const A_LAW = 6

export type WavProblem = 'notWav' | 'otherCodec' | 'noData' | 'truncated'

export type AlawWav =
  | {
      readonly ok: true
      readonly dataOffset: number
      readonly dataBytes: number
      readonly durationMs: DurationMs
    }
  | {
      readonly ok: false
      readonly problem: WavProblem
      readonly params: Readonly<Record<string, string | number>>
    }

/**
 * The 46 bytes before the samples of a platform sound file: `fmt ` of 18 bytes, A-law, mono, 8000 Hz,
 * 64 kbit/s, no other chunk (audio.md).
 *
 * @param dataBytes number of samples, one byte each
 */
export function alawWavHeader(dataBytes: number): Uint8Array {
  const header = new Uint8Array(46)
  const view = new DataView(header.buffer)
  const text = (at: number, value: string) => {
    for (let index = 0; index < value.length; index += 1) header[at + index] = value.charCodeAt(index)
  }
  text(0, 'RIFF')
  view.setUint32(4, 38 + dataBytes + (dataBytes % 2), true)
  text(8, 'WAVE')
  text(12, 'fmt ')
  view.setUint32(16, 18, true)
  view.setUint16(20, A_LAW, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, RATE, true)
  view.setUint32(28, RATE, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  view.setUint16(36, 0, true)
  text(38, 'data')
  view.setUint32(42, dataBytes, true)
  return header
}

/** Reads a whole A-law WAV; see `readAlawWavHeader` for what is tolerated. */
export const readAlawWav = (bytes: Uint8Array): AlawWav => readAlawWavHeader(bytes, bytes.length)

/**
 * Reads the header of an A-law WAV from the beginning of a file. A `fmt ` of 16 or 18 bytes, other chunks and
 * an odd chunk's padding are taken as they come.
 *
 * @param prefix the first bytes of the file, at least up to the `data` chunk's head
 * @param fileBytes length of the whole file
 * @returns `truncated` (`expectedBytes`, `fileBytes`) when a chunk promises more than the file has;
 * `otherCodec` (`format`, `channels`, `rate`, `bits`) unless A-law, mono, 8000 Hz, 8 bits;
 * `noData` when no samples are found within the prefix
 */
export function readAlawWavHeader(prefix: Uint8Array, fileBytes: number): AlawWav {
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength)
  const text = (at: number) => String.fromCharCode(...prefix.subarray(at, at + 4))
  if (prefix.length < 12 || text(0) !== 'RIFF' || text(8) !== 'WAVE') return refused('notWav')
  let formatSeen = false
  let at = 12
  while (at + 8 <= prefix.length) {
    const id = text(at)
    const size = view.getUint32(at + 4, true)
    const body = at + 8
    if (id === 'data') {
      if (!formatSeen) return refused('notWav')
      if (size === 0) return refused('noData')
      if (body + size > fileBytes) return refused('truncated', { expectedBytes: body + size, fileBytes })
      const durationMs = must(Math.round((size * 1000) / RATE), isDurationMs, 'duration')
      return { ok: true, dataOffset: body, dataBytes: size, durationMs }
    }
    if (id === 'fmt ') {
      if (size < 16) return refused('notWav')
      if (body + 16 > prefix.length) break
      const format = view.getUint16(body, true)
      const channels = view.getUint16(body + 2, true)
      const rate = view.getUint32(body + 4, true)
      const bits = view.getUint16(body + 14, true)
      if (format !== A_LAW || channels !== 1 || rate !== RATE || bits !== 8) {
        return refused('otherCodec', { format, channels, rate, bits })
      }
      formatSeen = true
    }
    if (body + size > fileBytes) return refused('truncated', { expectedBytes: body + size, fileBytes })
    at = body + size + (size % 2)
  }
  const expectedBytes = Math.max(8 + view.getUint32(4, true), at)
  return prefix.length >= fileBytes && expectedBytes > fileBytes
    ? refused('truncated', { expectedBytes, fileBytes })
    : refused('noData')
}

function refused(problem: WavProblem, params: Readonly<Record<string, string | number>> = {}): AlawWav {
  return { ok: false, problem, params }
}
