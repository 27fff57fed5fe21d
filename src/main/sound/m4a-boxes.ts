import type { FileHandle } from 'node:fs/promises'
import { bytesAt } from './bytes-at.ts'
import { SoundProblem } from './problem.ts'

/** Where the frames of a sound are in a file, and what is to be dropped at its edges. */
export type M4aTrack = {
  /** Sampling rate of the core coder and channels as the frames are decoded. */
  readonly rateIndex: number
  readonly channels: number
  readonly frames: readonly { readonly at: number; readonly bytes: number }[]
  /** Samples of the encoder before the first of the sound, and how many are the sound; in units of `timescale`. */
  readonly skip: number
  readonly length: number | undefined
  readonly timescale: number
}

/** An hour of frames with everything around it is far smaller. */
const MOST_MOOV_BYTES = 32 * 1024 * 1024
const MOST_BOXES = 10_000
const MOST_FRAMES = 1_000_000

/**
 * Finds the first sound of an MP4 (ISO/IEC 14496-12): its frames, and the edit list that takes off what the
 * encoder put before and after it. The index may stand before or after the samples.
 *
 * @throws SoundProblem
 */
export async function readM4aTrack(file: FileHandle): Promise<M4aTrack> {
  const { size } = await file.stat()
  let at = 0
  for (let count = 0; count < MOST_BOXES && at + 8 <= size; count += 1) {
    const head = await bytesAt(file, at, Math.min(16, size - at))
    const box = boxSize(head, size - at)
    if (head.toString('latin1', 4, 8) === 'moov') {
      if (box.size > MOST_MOOV_BYTES) throw new SoundProblem('damaged', 'its index is too large')
      return trackIn(await bytesAt(file, at + box.head, box.size - box.head), size)
    }
    at += box.size
  }
  throw new SoundProblem('damaged', 'it has no index')
}

/** Of a box within `left` bytes; 0 means to the end, 1 that 64 bits follow (§4.2). */
function boxSize(head: Buffer, left: number): { head: number; size: number } {
  const short = head.readUInt32BE(0)
  const long = short === 1 && head.length >= 16 ? Number(head.readBigUInt64BE(8)) : undefined
  const size = long ?? (short === 0 ? left : short)
  const length = long === undefined ? 8 : 16
  if (size < length || size > left) throw new SoundProblem('damaged', 'a box has an impossible size')
  return { head: length, size }
}

/** The boxes inside another, by their names; of several of one name all. */
function boxesIn(bytes: Buffer): ReadonlyMap<string, readonly Buffer[]> {
  const found = new Map<string, Buffer[]>()
  let at = 0
  for (let count = 0; count < MOST_BOXES && at + 8 <= bytes.length; count += 1) {
    const rest = bytes.subarray(at)
    const { head, size } = boxSize(rest, rest.length)
    const name = rest.toString('latin1', 4, 8)
    found.set(name, [...(found.get(name) ?? []), rest.subarray(head, size)])
    at += size
  }
  return found
}

function need(boxes: ReadonlyMap<string, readonly Buffer[]>, name: string): Buffer {
  const box = boxes.get(name)?.[0]
  if (box === undefined) throw new SoundProblem('damaged', `it has no ${name}`)
  return box
}

function trackIn(moov: Buffer, fileBytes: number): M4aTrack {
  const boxes = boxesIn(moov)
  const movieTimescale = timescaleOf(need(boxes, 'mvhd'))
  let other: string | undefined
  for (const trak of boxes.get('trak') ?? []) {
    const track = boxesIn(trak)
    const media = boxesIn(need(track, 'mdia'))
    const minf = boxesIn(need(media, 'minf'))
    if (!minf.has('smhd')) continue
    const samples = boxesIn(need(minf, 'stbl'))
    const coding = codingOf(need(samples, 'stsd'))
    if ('unsupported' in coding) {
      other = coding.unsupported
      continue
    }
    const timescale = timescaleOf(need(media, 'mdhd'))
    const frames = framesOf(samples, fileBytes)
    if (frames.length === 0) throw new SoundProblem('unsupportedCoding', 'MP4 in fragments')
    return { ...coding, frames, timescale, ...editOf(track, movieTimescale, timescale) }
  }
  if (other !== undefined) throw new SoundProblem('unsupportedCoding', other)
  throw new SoundProblem('empty', 'there is no sound in it')
}

function timescaleOf(box: Buffer): number {
  const at = byteAt(box, 0) === 1 ? 20 : 12
  const timescale = wordAt(box, at)
  if (timescale === 0) throw new SoundProblem('damaged', 'it has no scale of time')
  return timescale
}

/** The first entry: what comes before `media_time` is the encoder's, what comes after the duration its filling. */
function editOf(
  track: ReadonlyMap<string, readonly Buffer[]>,
  movieTimescale: number,
  timescale: number,
): { skip: number; length: number | undefined } {
  const edts = track.get('edts')?.[0]
  const elst = edts === undefined ? undefined : boxesIn(edts).get('elst')?.[0]
  if (elst === undefined || wordAt(elst, 4) === 0) return { skip: 0, length: undefined }
  const long = byteAt(elst, 0) === 1
  const wide = (at: number) => wordAt(elst, at) * 2 ** 32 + wordAt(elst, at + 4)
  const duration = long ? wide(8) : wordAt(elst, 8)
  const start = long ? wide(16) : wordAt(elst, 12)
  const length = duration === 0 ? undefined : (duration / movieTimescale) * timescale
  return start >= 2 ** 31 ? { skip: 0, length: undefined } : { skip: start, length }
}

const OBJECT_TYPES: ReadonlySet<number> = new Set([2, 5, 29])

/** `mp4a` with an AudioSpecificConfig of low complexity, or of high efficiency on top of it (14496-3 §1.6). */
function codingOf(stsd: Buffer): { rateIndex: number; channels: number } | { unsupported: string } {
  const entry = stsd.subarray(8)
  const name = entry.toString('latin1', 4, 8)
  if (name !== 'mp4a') return { unsupported: name.replace(/[^\x20-\x7e]/g, '?') }
  // Sound descriptions of QuickTime are longer; what is wanted is found by its name.
  const at = entry.indexOf('esds', 8, 'latin1')
  const config = at < 0 ? undefined : decoderConfig(entry.subarray(at + 8))
  if (config === undefined) return { unsupported: 'mp4a without its configuration' }
  let bits = (byteAt(config, 0) << 16) | (byteAt(config, 1) << 8) | byteAt(config, 2)
  const objectType = bits >> 19
  bits &= 0x7ffff
  const rateIndex = bits >> 15
  const channels = (bits >> 11) & 0x0f
  if (!OBJECT_TYPES.has(objectType)) return { unsupported: `AAC of type ${objectType}` }
  if (rateIndex > 12 || channels === 0 || channels > 7) return { unsupported: 'AAC of a layout of its own' }
  return { rateIndex, channels }
}

/** Descriptors inside each other (14496-1 §7.2.6): 3 holds 4, 4 holds 5, which is the configuration. */
function decoderConfig(esds: Buffer): Buffer | undefined {
  const skipped: Readonly<Record<number, number>> = { 3: 3, 4: 13 }
  let at = 0
  for (let depth = 0; depth < 8 && at < esds.length; depth += 1) {
    const tag = byteAt(esds, at)
    let length = 0
    at += 1
    for (let more = true; more && at < esds.length; at += 1) {
      length = (length << 7) | (byteAt(esds, at) & 0x7f)
      more = (byteAt(esds, at) & 0x80) !== 0
    }
    if (tag === 5) return length >= 2 ? esds.subarray(at, at + length) : undefined
    const skip = skipped[tag]
    if (skip === undefined) return undefined
    at += skip
  }
  return undefined
}

/** Sizes from `stsz`, places from `stsc` and `stco` or `co64` (14496-12 §8.7). */
function framesOf(samples: ReadonlyMap<string, readonly Buffer[]>, fileBytes: number) {
  const stsz = need(samples, 'stsz')
  const stsc = need(samples, 'stsc')
  const short = samples.get('stco')?.[0]
  const chunks = short ?? need(samples, 'co64')
  const same = wordAt(stsz, 4)
  const count = Math.min(wordAt(stsz, 8), MOST_FRAMES)
  const chunkCount = Math.min(wordAt(chunks, 4), MOST_FRAMES)
  const runs = Math.min(wordAt(stsc, 4), MOST_FRAMES)
  const frames: { at: number; bytes: number }[] = []
  for (let run = 0; run < runs; run += 1) {
    const first = wordAt(stsc, 8 + run * 12)
    const each = wordAt(stsc, 12 + run * 12)
    const next = run + 1 < runs ? wordAt(stsc, 20 + run * 12) : chunkCount + 1
    // Runs rise, so that together they are no longer than the list of chunks.
    if (first === 0 || next <= first) throw new SoundProblem('damaged', 'its index runs backwards')
    for (let chunk = first; chunk < next && chunk <= chunkCount; chunk += 1) {
      let at =
        short === undefined
          ? wordAt(chunks, chunk * 8) * 2 ** 32 + wordAt(chunks, chunk * 8 + 4)
          : wordAt(chunks, 4 + chunk * 4)
      for (let one = 0; one < each && frames.length < count; one += 1) {
        const bytes = same === 0 ? wordAt(stsz, 12 + frames.length * 4) : same
        if (at + bytes > fileBytes) return frames
        frames.push({ at, bytes })
        at += bytes
      }
    }
  }
  return frames
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at]
  if (byte === undefined) throw new SoundProblem('damaged', 'a box is cut short')
  return byte
}

function wordAt(bytes: Buffer, at: number): number {
  if (at + 4 > bytes.length) throw new SoundProblem('damaged', 'a box is cut short')
  return bytes.readUInt32BE(at)
}
