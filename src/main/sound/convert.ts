import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { MOST_PROMPT_BYTES } from '../../domain/prompt/index.ts'
import {
  activeSpeechLevel,
  type ClipTally,
  createClipCounter,
  joinTallies,
  type Kernel,
  measure,
  partsAtPauses,
  type Shaped,
  type Shaping,
  type SoundFacts,
  shape,
  TELEPHONE_RATE,
} from '../../domain/sound/index.ts'
import { alawWavHeader } from '../../domain/wav/index.ts'
import { writeWhole } from '../files/index.ts'
import type { SoundBlock } from './block.ts'
import { afterCut, type Cut, cutAt, fits, makeSegment, planCut, type Segment } from './cut/segment.ts'
import { createSimdKernel, type SoundKernel } from './kernel/index.ts'
import { SoundProblem } from './problem.ts'
import { readSound } from './source.ts'

/** One for all files of a thread; one that has held a long file is let go, as its memory does not shrink. */
let kept: SoundKernel | undefined
const MOST_KEPT_BYTES = 32 << 20

async function withKernel<Result>(work: (kernel: SoundKernel) => Promise<Result>): Promise<Result> {
  const kernel = kept ?? createSimdKernel()
  kept = undefined
  const result = await work(kernel)
  if (kernel.held() <= MOST_KEPT_BYTES) kept = kernel
  return result
}

const LOWEST_RATE = 4000
const HIGHEST_RATE = 384_000
/** An hour at 8000 Hz; no prompt is near it, and the memory stays bounded. */
const MOST_SAMPLES = 60 * 60 * TELEPHONE_RATE

/** A part of a file that is too long: safely below that. */
const MOST_PART_S = 249

export type Converted = Shaped['report'] & {
  readonly sourceRate: number
  readonly seconds: number
  readonly bytes: number
  readonly sha256: string
  /** What the source is like, before anything was done to it. */
  readonly before: SoundFacts & {
    readonly clippedRuns: number
    /** Where the first of them is, in seconds. */
    readonly firstClippedS: number | undefined
  }
}

export type OnProgress = (share: number) => void

type Watch = { readonly onProgress?: OnProgress; readonly getHelp?: GetHelp }

/**
 * Any sound file to a prompt as the platform takes it: A-law, 8000 Hz, one channel, nothing but `fmt ` and
 * `data` (audio.md §1). The target is written whole or not at all.
 *
 * @param options.mostBytes the largest prompt that is written; the platform's limit when left out
 * @throws SoundProblem when the source is at fault; what the file system throws otherwise
 */
export async function convertToPrompt(
  source: string,
  target: string,
  shaping: Shaping,
  options: Watch & { mostBytes?: number } = {},
): Promise<Converted> {
  return withKernel(async (kernel) => {
    const { samples, facts } = await atTelephoneRate(source, kernel, options)
    const shaped = shape(samples, shaping, kernel)
    const mostBytes = options.mostBytes ?? MOST_PROMPT_BYTES
    return { ...shaped.report, ...facts, ...(await writePrompt(target, shaped.samples, mostBytes, kernel)) }
  })
}

/**
 * A file that is too long for one prompt as several, cut at pauses. All are shaped as one, so that each is as
 * loud as the next.
 *
 * @param targets a path for each part; there are not more parts than paths
 * @throws SoundProblem when the source is at fault, or has more parts; what the file system throws otherwise
 */
export async function convertToParts(
  source: string,
  targets: readonly string[],
  shaping: Shaping,
  options: Watch = {},
): Promise<Converted[]> {
  return withKernel(async (kernel) => {
    const { samples, facts } = await atTelephoneRate(source, kernel, options)
    const shaped = shape(samples, shaping, kernel)
    const parts = partsAtPauses(shaped.samples, TELEPHONE_RATE, MOST_PART_S * TELEPHONE_RATE, kernel)
    if (parts.length > targets.length) throw new SoundProblem('tooLong', `${parts.length} parts`)
    const converted: Converted[] = []
    for (const [at, { from, to }] of parts.entries()) {
      const part = shaped.samples.subarray(from, to)
      const levelAfterDbm0 = activeSpeechLevel(part, TELEPHONE_RATE, kernel)?.activeDbm0
      const written = await writePrompt(targets[at] ?? '', part, MOST_PROMPT_BYTES, kernel)
      converted.push({ ...shaped.report, ...facts, ...written, levelAfterDbm0 })
    }
    return converted
  })
}

/** @param samples are used up */
async function writePrompt(target: string, samples: Float32Array, mostBytes: number, kernel: Kernel) {
  const seconds = samples.length / TELEPHONE_RATE
  const header = alawWavHeader(samples.length)
  const padding = new Uint8Array(samples.length % 2)
  if (header.length + samples.length + padding.length > mostBytes) {
    throw new SoundProblem('tooBig', `${seconds.toFixed(0)} s`)
  }
  const pieces = [header, kernel.encode(samples), padding]
  const whole = samples.length > MOST_JOINED_BYTES ? Readable.from(pieces) : Buffer.concat(pieces)
  return { ...(await writeWhole(target, whole)), seconds }
}

/** Up to here one write is quicker than three. */
const MOST_JOINED_BYTES = 1 << 20

type AtTelephoneRate = {
  readonly samples: Float32Array
  readonly facts: Pick<Converted, 'sourceRate' | 'before'>
}

/** Has another thread convert what comes after a cut; gives nothing when none is free, or it could not. */
export type GetHelp = (cut: Cut) => Promise<Segment | undefined>

async function atTelephoneRate(
  path: string,
  kernel: SoundKernel,
  { onProgress, getHelp }: Watch,
): Promise<AtTelephoneRate> {
  const cut = getHelp === undefined ? undefined : await planCut(path)
  let coming = cut === undefined ? undefined : getHelp?.(cut)
  const clips = createClipCounter(kernel, cut?.at)
  let sourceRate: number | undefined
  let samples: Float32Array | undefined
  let later: ClipTally | undefined
  for await (const block of readWatched(path, onProgress, cut?.entry.byte)) {
    if (sourceRate === undefined) {
      checkRate(block.rate)
      sourceRate = block.rate
      kernel.begin(sourceRate, clips.see)
    }
    if (block.rate !== sourceRate) throw new SoundProblem('damaged', 'the sampling rate changes')
    checkLength(kernel.push(block))
    if (cut === undefined || coming === undefined || kernel.whole().length < cutAt(cut)) continue
    const segment = await coming
    // Without help, or when the other part is not the rest of this sound, the reading goes on.
    coming = undefined
    if (segment === undefined || !fits(cut, kernel.whole(), segment)) continue
    samples = kernel.endWith(cutAt(cut), afterCut(cut, segment))
    checkLength(samples.length)
    later = segment.clips
    break
  }
  if (sourceRate === undefined) throw new SoundProblem('empty', 'there are no samples')
  samples ??= kernel.finish()
  if (samples.length === 0) throw new SoundProblem('empty', 'there are no samples')
  const { before, after } = clips.counted()
  const { runs, first } = joinTallies(before, later ?? after)
  const firstClippedS = first === undefined ? undefined : first / sourceRate
  return {
    samples,
    facts: { sourceRate, before: { ...measure(samples, kernel), clippedRuns: runs, firstClippedS } },
  }
}

function checkLength(samples: number): void {
  if (samples > MOST_SAMPLES) throw new SoundProblem('tooLong', 'longer than an hour')
}

/** What comes after a cut, for the thread that converts what comes before. */
export const convertSegment = (cut: Cut): Promise<Segment> => withKernel((kernel) => makeSegment(cut, kernel))

/** @throws SoundProblem for a rate that no recorder has */
export function checkRate(rate: number): void {
  if (!Number.isInteger(rate) || rate < LOWEST_RATE || rate > HIGHEST_RATE) {
    throw new SoundProblem('rateOutOfRange', `${rate} Hz`)
  }
}

/**
 * The blocks of a file, telling what share of its bytes was read.
 *
 * @param last when only so many bytes are going to be read
 */
export async function* readWatched(
  path: string,
  onProgress?: OnProgress,
  last?: number,
): AsyncGenerator<SoundBlock> {
  if (onProgress === undefined) {
    yield* readSound(path)
    return
  }
  const size = last ?? (await stat(path)).size
  let read = 0
  yield* readSound(path, (bytes) => {
    read += bytes
    onProgress(Math.min(1, read / size))
  })
}
