import { type FileHandle, open } from 'node:fs/promises'
import type { OnRead, SoundBlock } from './block.ts'
import { loadAacDecoder } from './ffmpeg-aac.ts'
import { type M4aTrack, readM4aTrack } from './m4a-boxes.ts'
import { SoundProblem } from './problem.ts'

/** Decoded together: some 45 seconds at 44.1 kHz, so that the memory stays bounded. */
const FRAMES_TOGETHER = 2000
/** Frames before a stretch that bring the decoder into the state it would have had, and are dropped. */
const LEAD_IN = 3
const FRAME_SAMPLES = 1024
const ADTS_BYTES = 7
/** Samples an encoder puts first when a file does not say how many: a frame, as nearly all of them do. */
const USUAL_PRIMING = FRAME_SAMPLES
const RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350,
] as const

type Frame = { readonly at: number; readonly bytes: number }
/** Frames of raw AAC in a file, the header each needs, and what of the sound is the encoder's own. */
type Frames = {
  readonly list: readonly Frame[]
  readonly header: ((frame: Frame) => Buffer) | undefined
  readonly rate: number
  /** In samples at `rate`. */
  readonly skip: number
  readonly length: number | undefined
}

/** AAC in an MP4, as one channel, block by block. @throws SoundProblem */
export async function* readM4a(path: string, onRead: OnRead): AsyncGenerator<SoundBlock> {
  const file = await open(path)
  try {
    yield* decode(file, framesOf(await readM4aTrack(file)), onRead)
  } finally {
    await file.close()
  }
}

/** A stream of AAC frames with their own headers (ISO/IEC 14496-3 §1.A.3.2). @throws SoundProblem */
export async function* readAdts(path: string, onRead: OnRead): AsyncGenerator<SoundBlock> {
  const file = await open(path)
  try {
    yield* decode(file, await adtsFrames(file), onRead)
  } finally {
    await file.close()
  }
}

function framesOf(track: M4aTrack): Frames {
  const rate = RATES[track.rateIndex]
  if (rate === undefined) throw new SoundProblem('unsupportedCoding', 'AAC of a rate of its own')
  const scale = rate / track.timescale
  return {
    list: track.frames,
    header: ({ bytes }) => adtsHeader(track.rateIndex, track.channels, bytes),
    rate,
    skip: track.length === undefined ? USUAL_PRIMING : Math.round(track.skip * scale),
    length: track.length === undefined ? undefined : Math.round(track.length * scale),
  }
}

/** Profile low complexity, no check sum, one frame (§1.A.2.2). */
function adtsHeader(rateIndex: number, channels: number, bytes: number): Buffer {
  const length = bytes + ADTS_BYTES
  return Buffer.from([
    0xff,
    0xf1,
    0x40 | (rateIndex << 2) | (channels >> 2),
    ((channels & 3) << 6) | (length >> 11),
    (length >> 3) & 0xff,
    ((length & 7) << 5) | 0x1f,
    0xfc,
  ])
}

const MOST_FRAMES = 1_000_000

/** Headers are looked for one after the other; what stands between them is passed over. */
async function adtsFrames(file: FileHandle): Promise<Frames> {
  const { size } = await file.stat()
  const list: Frame[] = []
  const window = Buffer.alloc(1 << 20)
  let rate = 0
  let at = 0
  while (at + ADTS_BYTES <= size && list.length < MOST_FRAMES) {
    const { bytesRead } = await file.read(window, 0, window.length, at)
    let here = 0
    while (here + ADTS_BYTES <= bytesRead && list.length < MOST_FRAMES) {
      const bytes = adtsLength(window, here)
      if (bytes === undefined || at + here + bytes > size) {
        here += 1
        continue
      }
      if (rate === 0) rate = RATES[((window[here + 2] ?? 0) >> 2) & 0x0f] ?? 0
      list.push({ at: at + here, bytes })
      here += bytes
    }
    at += Math.max(1, here)
  }
  if (list.length === 0 || rate === 0) throw new SoundProblem('damaged', 'there are no frames in it')
  return { list, header: undefined, rate, skip: 0, length: undefined }
}

function adtsLength(bytes: Buffer, at: number): number | undefined {
  const [first = 0, second = 0] = [bytes[at], bytes[at + 1]]
  if (first !== 0xff || (second & 0xf6) !== 0xf0) return undefined
  const length =
    (((bytes[at + 3] ?? 0) & 3) << 11) | ((bytes[at + 4] ?? 0) << 3) | ((bytes[at + 5] ?? 0) >> 5)
  return length > ADTS_BYTES ? length : undefined
}

async function* decode(file: FileHandle, frames: Frames, onRead: OnRead): AsyncGenerator<SoundBlock> {
  const whole = await loadAacDecoder()
  const { list, skip, length = Number.POSITIVE_INFINITY } = frames
  let given = 0
  for (let first = 0; first < list.length; first += FRAMES_TOGETHER) {
    const lead = Math.min(LEAD_IN, first)
    const last = Math.min(list.length, first + FRAMES_TOGETHER)
    const stretch = list.slice(first - lead, last)
    // The decoder keeps its last frame back; once more the last brings it out.
    const stream = await streamOf(file, [...stretch, ...stretch.slice(-1)], frames.header)
    const { mono, rate } = await decoded(whole, stream)
    onRead(stretch.slice(lead).reduce((sum, { bytes }) => sum + bytes, 0))
    // High efficiency is told only by the frames themselves and doubles the rate.
    const twice = rate / frames.rate
    const from = lead * FRAME_SAMPLES * twice
    const to = from + (last - first) * FRAME_SAMPLES * twice
    const here = mono.subarray(from, to)
    const start = Math.max(0, skip * twice - first * FRAME_SAMPLES * twice)
    const kept = here.subarray(Math.min(start, here.length)).subarray(0, length * twice - given)
    given += kept.length
    if (kept.length > 0) yield { rate, mono: kept.slice() }
  }
  if (given === 0) throw new SoundProblem('damaged', 'nothing in it can be decoded')
}

async function streamOf(
  file: FileHandle,
  list: readonly Frame[],
  header: Frames['header'],
): Promise<ArrayBuffer> {
  const parts: Buffer[] = []
  for (const frame of list) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(frame.bytes), 0, frame.bytes, frame.at)
    if (bytesRead < frame.bytes) break
    if (header !== undefined) parts.push(header(frame))
    parts.push(buffer)
  }
  return new Uint8Array(Buffer.concat(parts)).buffer
}

async function decoded(whole: Awaited<ReturnType<typeof loadAacDecoder>>, stream: ArrayBuffer) {
  let answer: Awaited<ReturnType<typeof whole>>
  try {
    answer = await whole(stream)
  } catch (problem) {
    throw new SoundProblem('damaged', problem instanceof Error ? problem.message : 'cannot be decoded')
  }
  if (answer.rate < 1) throw new SoundProblem('damaged', 'cannot be decoded')
  const { mono } = answer
  for (let at = 0; at < mono.length; at += 1) if (!Number.isFinite(mono[at])) mono[at] = 0
  return answer
}
