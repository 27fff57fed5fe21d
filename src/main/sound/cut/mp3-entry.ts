import type { FileHandle } from 'node:fs/promises'
import type { EntryFinder } from './entry.ts'

/** Layer III, by MPEG-1 and its lower rates (ISO 11172-3 §2.4.2.3, ISO 13818-3 §2.4.2.3). */
const KBITS = {
  one: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  low: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const
const RATES = [44_100, 48_000, 32_000] as const
const ID3_HEAD_BYTES = 10
const READ_BYTES = 1 << 20
/** The decoder's sums come in the same order again after so many frames, so that they are the same to the last bit. */
const ALIGNED_FRAMES = 8
/** A decoder is so many samples late, and takes them off together with what the encoder says it added. */
const DECODER_DELAY = 529

type Frame = {
  readonly bytes: number
  readonly rate: number
  readonly samples: number
  readonly sideBytes: number
}

/** All frames are counted: a file in which anything else stands between them has none. */
export const mp3Entry: EntryFinder = async (file, size) => {
  const start = await tagBytes(file)
  const window = createWindow(file)
  const headAt = async (at: number) => frameOf(await window(at, 4))
  const first = await headAt(start)
  if (first === undefined) return undefined
  const info = infoOf(await window(start, first.bytes), first)
  const soundFrom = info === undefined ? start : start + first.bytes
  if (info !== undefined && info.frames === 0) return undefined

  let frames = 0
  let middle: { byte: number; frame: number } | undefined
  let at = soundFrom
  for (; at + 4 <= size; frames += 1) {
    const frame = await headAt(at)
    if (frame === undefined || frame.rate !== first.rate || frame.samples !== first.samples) break
    if (at >= size / 2 && frames % ALIGNED_FRAMES === 0) middle ??= { byte: at, frame: frames }
    at += frame.bytes
  }
  // After the last frame there may be tags, but no more sound than was announced.
  if (middle === undefined || (info !== undefined && info.frames !== frames)) return undefined
  const { delay = 0, padding = 0 } = info ?? {}
  const isTrimmed = delay > 0 || padding > 0
  const skipped = isTrimmed ? delay + DECODER_DELAY : 0
  return {
    coding: 'mp3',
    headBytes: 0,
    byte: middle.byte,
    sample: middle.frame * first.samples - skipped,
    end: isTrimmed ? frames * first.samples - delay - padding : undefined,
    rate: first.rate,
    seconds: (frames * first.samples) / first.rate,
  }
}

/** How long the tag of a player before the sound is: four times seven bits (ID3v2 §3.1). */
async function tagBytes(file: FileHandle): Promise<number> {
  const { buffer } = await file.read(Buffer.alloc(ID3_HEAD_BYTES), 0, ID3_HEAD_BYTES, 0)
  if (buffer.toString('latin1', 0, 3) !== 'ID3') return 0
  return ID3_HEAD_BYTES + buffer.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0)
}

function createWindow(file: FileHandle): (at: number, length: number) => Promise<Buffer> {
  const window = Buffer.alloc(READ_BYTES)
  let windowAt = 0
  let windowBytes = 0
  return async (at, length) => {
    if (at < windowAt || at + length > windowAt + windowBytes) {
      windowAt = at
      windowBytes = (await file.read(window, 0, READ_BYTES, at)).bytesRead
    }
    return window.subarray(at - windowAt, Math.min(at - windowAt + length, windowBytes))
  }
}

function frameOf(head: Buffer): Frame | undefined {
  const [sync = 0, kind = 0, rates = 0, mode = 0] = head
  const version = (kind >> 3) & 3
  const isLayer3 = (kind & 0x06) === 0x02
  if (head.length < 4 || sync !== 0xff || (kind & 0xe0) !== 0xe0 || version === 1 || !isLayer3)
    return undefined
  const isOne = version === 3
  const kbits = (isOne ? KBITS.one : KBITS.low)[rates >> 4]
  const usual = RATES[(rates >> 2) & 3]
  if (kbits === undefined || kbits === 0 || usual === undefined) return undefined
  const rate = isOne ? usual : version === 2 ? usual / 2 : usual / 4
  const padding = (rates >> 1) & 1
  const isMono = mode >> 6 === 3
  return {
    bytes: Math.floor(((isOne ? 144_000 : 72_000) * kbits) / rate) + padding,
    rate,
    samples: isOne ? 1152 : 576,
    sideBytes: isOne ? (isMono ? 17 : 32) : isMono ? 9 : 17,
  }
}

/** The frame before the sound in which encoders say how many there are, and what they added at both ends. */
function infoOf(frame: Buffer, { sideBytes }: Frame) {
  const at = 4 + sideBytes
  if (!/^(?:Xing|Info)$/.test(frame.toString('latin1', at, at + 4))) return undefined
  const flags = frame.readUInt32BE(at + 4)
  if ((flags & 1) === 0) return { frames: 0, delay: 0, padding: 0 }
  const lame =
    at + 8 + 4 + ((flags & 2) === 0 ? 0 : 4) + ((flags & 4) === 0 ? 0 : 100) + ((flags & 8) === 0 ? 0 : 4)
  const ends = lame + 24 <= frame.length ? frame.readUIntBE(lame + 21, 3) : 0
  return { frames: frame.readUInt32BE(at + 8), delay: ends >> 12, padding: ends & 0xfff }
}
