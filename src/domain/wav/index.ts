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
  | { readonly ok: false; readonly problem: WavProblem }

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

/**
 * Reads the header of an A-law WAV from the beginning of a file. Other chunks and an odd chunk's padding
 * are passed over; a `data` chunk that promises more than the file has is `truncated`.
 *
 * @param prefix the first bytes of the file, at least up to the `data` chunk's head
 * @param fileBytes length of the whole file
 */
export function readAlawWavHeader(prefix: Uint8Array, fileBytes: number): AlawWav {
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength)
  const text = (at: number) => String.fromCharCode(...prefix.subarray(at, at + 4))
  if (prefix.length < 12 || text(0) !== 'RIFF' || text(8) !== 'WAVE') return { ok: false, problem: 'notWav' }
  let formatSeen = false
  for (let at = 12; at + 8 <= prefix.length; ) {
    const size = view.getUint32(at + 4, true)
    const body = at + 8
    if (text(at) === 'fmt ') {
      if (size < 16 || body + 16 > prefix.length) return { ok: false, problem: 'notWav' }
      const fits =
        view.getUint16(body, true) === A_LAW &&
        view.getUint16(body + 2, true) === 1 &&
        view.getUint32(body + 4, true) === RATE
      if (!fits) return { ok: false, problem: 'otherCodec' }
      formatSeen = true
    }
    if (text(at) === 'data') {
      if (!formatSeen) return { ok: false, problem: 'notWav' }
      if (size === 0) return { ok: false, problem: 'noData' }
      if (body + size > fileBytes) return { ok: false, problem: 'truncated' }
      const durationMs = must(Math.round((size * 1000) / RATE), isDurationMs, 'duration')
      return { ok: true, dataOffset: body, dataBytes: size, durationMs }
    }
    at = body + size + (size % 2)
  }
  return { ok: false, problem: fileBytes > prefix.length ? 'noData' : 'truncated' }
}
