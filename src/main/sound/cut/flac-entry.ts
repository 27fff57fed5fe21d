import type { EntryFinder } from './entry.ts'

/** `fLaC`, the head of the first block of metadata, and STREAMINFO, which is that block (RFC 9639 §8). */
const STREAM_INFO_AT = 8
const STREAM_INFO_BYTES = 34
const MOST_METADATA = 1000
const LAST_BLOCK = 0x80
/** A frame is hardly ever longer. */
const SEARCHED_BYTES = 1 << 17
const LONGEST_HEAD = 16

/** A frame says which it is; in a stream of blocks of one size that tells its first sample (RFC 9639 §9.1). */
export const flacEntry: EntryFinder = async (file, size) => {
  const read = async (at: number, length: number) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
    return buffer.subarray(0, bytesRead)
  }
  const info = await read(STREAM_INFO_AT, STREAM_INFO_BYTES)
  const [shortest, longest] = [info.readUInt16BE(0), info.readUInt16BE(2)]
  const rate = info.readUIntBE(10, 3) >> 4
  const samples = (info.readUInt8(13) & 0x0f) * 2 ** 32 + info.readUInt32BE(14)
  if (shortest !== longest || rate === 0 || samples === 0) return undefined

  let headBytes = 4
  for (let count = 0; ; count += 1) {
    const head = await read(headBytes, 4)
    if (head.length < 4 || count > MOST_METADATA) return undefined
    headBytes += 4 + head.readUIntBE(1, 3)
    if ((head.readUInt8(0) & LAST_BLOCK) !== 0) break
  }
  const from = Math.max(headBytes, Math.floor((headBytes + size) / 2))
  const found = frameIn(await read(from, SEARCHED_BYTES))
  if (found === undefined) return undefined
  return {
    coding: 'flac',
    headBytes,
    byte: from + found.at,
    sample: found.number * longest,
    end: undefined,
    rate,
    seconds: samples / rate,
  }
}

/** The first head of a frame whose check sum is right. */
function frameIn(bytes: Buffer): { at: number; number: number } | undefined {
  for (
    let at = bytes.indexOf(0xff);
    at >= 0 && at + LONGEST_HEAD <= bytes.length;
    at = bytes.indexOf(0xff, at + 1)
  ) {
    if (bytes[at + 1] !== 0xf8) continue
    const [sizes = 0, first = 0] = [bytes[at + 2], bytes[at + 4]]
    const more = first < 0x80 ? 0 : Math.clz32(~(first << 24)) - 1
    let number = first < 0x80 ? first : first & (0x3f >> more)
    for (let one = 1; one <= more; one += 1) number = number * 64 + ((bytes[at + 4 + one] ?? 0) & 0x3f)
    const [block, rate] = [sizes >> 4, sizes & 0x0f]
    const end =
      at + 5 + more + (block === 6 ? 1 : block === 7 ? 2 : 0) + (rate === 12 ? 1 : rate > 12 ? 2 : 0)
    if (bytes[end] === crc8(bytes.subarray(at, end))) return { at, number }
  }
  return undefined
}

/** Polynomial x⁸ + x² + x + 1 (RFC 9639 §9.1.8). */
const crc8 = (bytes: Buffer): number =>
  bytes.reduce((sum, byte) => {
    let next = sum ^ byte
    for (let bit = 0; bit < 8; bit += 1) next = (next & 0x80) === 0 ? next << 1 : ((next << 1) ^ 0x07) & 0xff
    return next
  }, 0)
