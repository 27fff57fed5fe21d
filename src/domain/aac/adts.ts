import { RATES } from './bands.ts'

/** The head of a frame outside a container (ISO/IEC 14496-3 §1.A.2.2), without its check sum. */
export const ADTS_HEAD_BYTES = 7
const CHECK_BYTES = 2

export type AdtsHead = {
  readonly rate: number
  /** Of the frame, its head included. */
  readonly bytes: number
  readonly headBytes: number
}

/** @returns undefined where no frame begins, or one of several blocks, which no encoder makes */
export function readAdtsHead(bytes: Uint8Array, at: number): AdtsHead | undefined {
  // Asked for byte after byte where there is no frame, so that the first look has to be cheap.
  if (bytes[at] !== 0xff || ((bytes[at + 1] ?? 0) & 0xf6) !== 0xf0) return undefined
  const [, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0, seventh = 0] = bytes.subarray(
    at,
    at + ADTS_HEAD_BYTES,
  )
  const rate = RATES[(third >> 2) & 0x0f]
  const headBytes = ADTS_HEAD_BYTES + ((second & 1) === 0 ? CHECK_BYTES : 0)
  const length = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5)
  const hasSeveralBlocks = (seventh & 3) !== 0
  if (rate === undefined || length <= headBytes || hasSeveralBlocks) return undefined
  return { rate, bytes: length, headBytes }
}
