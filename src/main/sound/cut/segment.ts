import {
  type ClipTally,
  createClipCounter,
  resamplingPlan,
  TELEPHONE_RATE,
} from '../../../domain/sound/index.ts'
import type { SoundBlock } from '../block.ts'
import { readCodedFrom } from '../coded-source.ts'
import type { SoundKernel } from '../kernel/index.ts'
import { readWavFrom } from '../wav-source.ts'
import type { Entry } from './entry.ts'
import { findEntry } from './find-entry.ts'

/** Decoders that begin in the middle need so long to say what they would have said anyway. */
const WARM_UP_S = 0.5
/** Shorter sounds are converted before another thread has begun. */
const LEAST_S = 20
/** Of longer ones both halves would be in memory twice for a moment, and nobody makes a prompt of them in a hurry. */
const MOST_S = 900
/** Both threads have so much of the sound, in samples at 8000 Hz, to see that they agree. */
const COMPARED = 6000

/** Where a long sound is cut, so that another thread may convert what comes after it. */
export type Cut = {
  readonly path: string
  readonly entry: Entry
  /** Where the other thread begins, in samples of the source; it is the start of a second. */
  readonly from: number
  /** Where its part begins, after what both have. */
  readonly at: number
}

/** What the other thread made, from `from` on. */
export type Segment = { readonly samples: Float32Array<ArrayBuffer>; readonly clips: ClipTally }

/** @returns undefined where it is not worth it, or the file is not as simple as that */
export async function planCut(path: string): Promise<Cut | undefined> {
  const entry = await findEntry(path)
  if (entry === undefined || entry.seconds < LEAST_S || entry.seconds > MOST_S) return undefined
  const { rate, sample } = entry
  const grid = rate * secondsTogether(rate)
  const from = Math.ceil((sample + WARM_UP_S * rate) / grid) * grid
  const at = from + grid
  return at + grid > entry.seconds * rate ? undefined : { path, entry, from, at }
}

/** After so many seconds all filters stand where they stood at the beginning. */
function secondsTogether(rate: number): number {
  const together = 2 ** resamplingPlan(rate).filter(({ kind }) => kind === 'halving').length
  let seconds = 1
  while ((seconds * rate) % together !== 0) seconds *= 2
  return seconds
}

const atTelephoneRate = ({ entry }: Cut, samples: number) => (samples * TELEPHONE_RATE) / entry.rate

/** Where the cut is in the sound at 8000 Hz. */
export const cutAt = (cut: Cut): number => atTelephoneRate(cut, cut.at)

/** The part after the cut, and what it has in common with the part before. */
export async function makeSegment(cut: Cut, kernel: SoundKernel): Promise<Segment> {
  const { entry, from, at } = cut
  const clips = createClipCounter(kernel, at - from)
  kernel.begin(entry.rate, clips.see)
  let seen = entry.sample
  for await (const block of readFrom(cut)) {
    if (block.rate !== entry.rate) throw new Error('the sampling rate changes')
    const part = within(block, from - seen, (entry.end ?? Infinity) - seen)
    seen += lengthOf(block)
    if (lengthOf(part) > 0) kernel.push(part)
  }
  const { runs, first } = clips.counted().after
  return {
    samples: kernel.finish().slice(),
    clips: { runs, first: first === undefined ? undefined : first + from },
  }
}

const readFrom = ({ path, entry: { coding, headBytes, byte } }: Cut): AsyncGenerator<SoundBlock> =>
  coding === 'wav' ? readWavFrom(path, byte) : readCodedFrom(path, coding, headBytes, byte)

const lengthOf = (block: SoundBlock): number =>
  block.kind === 'frames'
    ? Math.floor(block.bytes.length / block.format.frameBytes)
    : Math.max(0, block.to - block.from)

/** What lies between two samples of a block, which may be outside of it. */
function within(block: SoundBlock, first: number, end: number): SoundBlock {
  const from = Math.min(lengthOf(block), Math.max(0, first))
  const to = Math.max(from, Math.min(lengthOf(block), end))
  if (block.kind === 'channels') return { ...block, from: block.from + from, to: block.from + to }
  const { frameBytes } = block.format
  return { ...block, bytes: block.bytes.subarray(from * frameBytes, to * frameBytes) }
}

/**
 * Whether the two parts are of one sound: what both have is the same to the last bit, and is not the same all over,
 * as silence would be.
 */
export function fits(cut: Cut, before: Float32Array, { samples }: Segment): boolean {
  const [mine, others] = [cutAt(cut), atTelephoneRate(cut, cut.at - cut.from)]
  const [one, other] = [before.subarray(mine - COMPARED, mine), samples.subarray(others - COMPARED, others)]
  return (
    one.length === COMPARED &&
    one.some((sample) => sample !== one[0]) &&
    one.every((sample, at) => sample === other[at])
  )
}

/** The part of a segment that is not in the sound before the cut. */
export const afterCut = (cut: Cut, { samples }: Segment): Float32Array =>
  samples.subarray(atTelephoneRate(cut, cut.at - cut.from))
