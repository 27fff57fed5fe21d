import { createReadStream } from 'node:fs'
import { ADTS_HEAD_BYTES, type AdtsHead, readAdtsHead } from '../../../domain/aac/index.ts'
import type { OnRead, SoundBlock } from '../block.ts'
import { SoundProblem } from '../problem.ts'
import { FileBytes } from './file-bytes.ts'
import { type Frames, soundOf } from './frames.ts'

const READ_BYTES = 256 * 1024
const ID3_HEAD_BYTES = 10
/** What follows so much that is no frame is not looked at: it is another kind of file. */
const MOST_BARREN_BYTES = 4 << 20

/**
 * AAC without a container: every frame begins with a head of its own.
 *
 * @throws SoundProblem
 */
export async function* readAdts(path: string, onRead: OnRead): AsyncGenerator<SoundBlock> {
  const found = { rate: 0 }
  const batches = framesOf(path, found)
  const first = await batches.next()
  if (first.done === true) throw new SoundProblem('damaged', 'no frames of AAC')
  yield* soundOf(startingWith(first.value, batches), found.rate, { skip: 0, end: Infinity }, onRead)
}

async function* startingWith(first: Frames, rest: AsyncGenerator<Frames>): AsyncGenerator<Frames> {
  yield first
  yield* rest
}

/** @param found is given the rate before the first frames are */
async function* framesOf(path: string, found: { rate: number }): AsyncGenerator<Frames> {
  let kept: Buffer = Buffer.alloc(0)
  let toSkip: number | undefined
  let barren = 0
  for await (const bytes of createReadStream(path, { highWaterMark: READ_BYTES })) {
    kept = kept.length === 0 ? bytes : Buffer.concat([kept, bytes])
    toSkip ??= id3Bytes(kept)
    const skipped = Math.min(toSkip, kept.length)
    toSkip -= skipped
    const { frames, used } = cut(kept.subarray(skipped), found, false)
    kept = kept.subarray(skipped + used)
    barren = frames.length > 0 ? 0 : barren + used
    if (barren > MOST_BARREN_BYTES) return
    if (frames.length > 0) yield frames
  }
  const { frames } = cut(kept, found, true)
  if (frames.length > 0) yield frames
}

export const isAdtsFrame = (start: Buffer): boolean => readAdtsHead(start, 0) !== undefined

/** Whether AAC follows the tag that a file begins with; as a rule it is MP3. */
export async function isAdtsAfterTag(path: string): Promise<boolean> {
  const file = await FileBytes.open(path)
  try {
    const tag = id3Bytes(await file.at(0, Math.min(ID3_HEAD_BYTES, file.size)))
    return tag > 0 && tag + ADTS_HEAD_BYTES <= file.size && isAdtsFrame(await file.at(tag, ADTS_HEAD_BYTES))
  } finally {
    await file.close()
  }
}

/** How long the tag of a player before the sound is, if there is one: four times seven bits (ID3v2 §3.1). */
function id3Bytes(start: Buffer): number {
  if (start.length < ID3_HEAD_BYTES || start.toString('latin1', 0, 3) !== 'ID3') return 0
  const size = start.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0)
  return ID3_HEAD_BYTES + size
}

/** Whole frames from the start on; between them anything that is none is passed over. */
function cut(bytes: Buffer, found: { rate: number }, isLast: boolean): { frames: Frames; used: number } {
  const frames: Uint8Array[] = []
  let at = 0
  while (at + ADTS_HEAD_BYTES <= bytes.length) {
    const head = readAdtsHead(bytes, at)
    if (head === undefined || (found.rate !== 0 && head.rate !== found.rate)) {
      at = nextSync(bytes, at + 1)
      continue
    }
    const end = at + head.bytes
    if (end + ADTS_HEAD_BYTES > bytes.length && !isLast) break
    if (end > bytes.length) break
    // Twelve bits that look right are no frame yet: another one has to follow.
    if (!isFollowed(bytes, end, head, isLast)) {
      at = nextSync(bytes, at + 1)
      continue
    }
    found.rate = head.rate
    frames.push(bytes.subarray(at + head.headBytes, end))
    at = end
  }
  return { frames, used: at }
}

function nextSync(bytes: Buffer, from: number): number {
  const at = bytes.indexOf(0xff, from)
  return at === -1 ? bytes.length : at
}

function isFollowed(bytes: Buffer, end: number, head: AdtsHead, isLast: boolean): boolean {
  if (end + ADTS_HEAD_BYTES > bytes.length) return isLast
  return readAdtsHead(bytes, end)?.rate === head.rate
}
