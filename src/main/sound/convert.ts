import { stat } from 'node:fs/promises'
import { encodeALawAll } from '../../domain/alaw/index.ts'
import { MOST_PROMPT_BYTES } from '../../domain/prompt/index.ts'
import {
  activeSpeechLevel,
  createClipCounter,
  createResampler,
  measure,
  partsAtPauses,
  type Shaped,
  type Shaping,
  type SoundFacts,
  type Stage,
  shape,
  TELEPHONE_RATE,
} from '../../domain/sound/index.ts'
import { alawWavHeader } from '../../domain/wav/index.ts'
import { writeWhole } from '../files/index.ts'
import type { SoundBlock } from './block.ts'
import { createGrowing } from './growing.ts'
import { createSimdKernel } from './kernel/index.ts'
import { SoundProblem } from './problem.ts'
import { readSound } from './source.ts'

const kernel = createSimdKernel()

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
  options: { onProgress?: OnProgress; mostBytes?: number } = {},
): Promise<Converted> {
  const { samples, facts } = await atTelephoneRate(source, options.onProgress)
  const shaped = shape(samples, shaping)
  const written = await writePrompt(target, shaped.samples, options.mostBytes ?? MOST_PROMPT_BYTES)
  return { ...shaped.report, ...facts, ...written }
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
  options: { onProgress?: OnProgress } = {},
): Promise<Converted[]> {
  const { samples, facts } = await atTelephoneRate(source, options.onProgress)
  const shaped = shape(samples, shaping)
  const parts = partsAtPauses(shaped.samples, TELEPHONE_RATE, MOST_PART_S * TELEPHONE_RATE)
  if (parts.length > targets.length) throw new SoundProblem('tooLong', `${parts.length} parts`)
  const converted: Converted[] = []
  for (const [at, { from, to }] of parts.entries()) {
    const part = shaped.samples.subarray(from, to)
    const written = await writePrompt(targets[at] ?? '', part, MOST_PROMPT_BYTES)
    const levelAfterDbm0 = activeSpeechLevel(part, TELEPHONE_RATE)?.activeDbm0
    converted.push({ ...shaped.report, ...facts, ...written, levelAfterDbm0 })
  }
  return converted
}

async function writePrompt(target: string, samples: Float32Array, mostBytes: number) {
  const seconds = samples.length / TELEPHONE_RATE
  const header = alawWavHeader(samples.length)
  const padding = new Uint8Array(samples.length % 2)
  if (header.length + samples.length + padding.length > mostBytes) {
    throw new SoundProblem('tooBig', `${seconds.toFixed(0)} s`)
  }
  return { ...(await writeWhole(target, pieces(header, samples, padding))), seconds }
}

/** Coded together; an hour is not there in A-law besides. */
const CODED_SAMPLES = 1 << 20

async function* pieces(header: Uint8Array, samples: Float32Array, padding: Uint8Array) {
  yield header
  for (let at = 0; at < samples.length; at += CODED_SAMPLES) {
    yield encodeALawAll(samples.subarray(at, at + CODED_SAMPLES))
  }
  yield padding
}

type AtTelephoneRate = {
  readonly samples: Float32Array
  readonly facts: Pick<Converted, 'sourceRate' | 'before'>
}

async function atTelephoneRate(path: string, onProgress?: OnProgress): Promise<AtTelephoneRate> {
  const kept = createGrowing(MOST_SAMPLES)
  const clips = createClipCounter()
  let resampler: Stage | undefined
  let sourceRate = 0
  let share = 0
  const keep = (block: Float32Array) => {
    if (!kept.add(block, share)) throw new SoundProblem('tooLong', 'longer than an hour')
  }
  for await (const { rate, mono } of readWatched(path, (read) => {
    share = read
    onProgress?.(read)
  })) {
    if (resampler === undefined) {
      checkRate(rate)
      resampler = createResampler(rate, kernel)
      sourceRate = rate
    }
    if (rate !== sourceRate) throw new SoundProblem('damaged', 'the sampling rate changes')
    clips.see(mono)
    keep(resampler.push(mono))
  }
  if (resampler === undefined) throw new SoundProblem('empty', 'there are no samples')
  keep(resampler.finish())
  const samples = kept.whole()
  if (samples.length === 0) throw new SoundProblem('empty', 'there are no samples')
  const { runs, first } = clips.counted()
  const firstClippedS = first === undefined ? undefined : first / sourceRate
  return {
    samples,
    facts: { sourceRate, before: { ...measure(samples), clippedRuns: runs, firstClippedS } },
  }
}

/** @throws SoundProblem for a rate that no recorder has */
export function checkRate(rate: number): void {
  if (!Number.isInteger(rate) || rate < LOWEST_RATE || rate > HIGHEST_RATE) {
    throw new SoundProblem('rateOutOfRange', `${rate} Hz`)
  }
}

/** The blocks of a file, telling what share of its bytes was read. */
export async function* readWatched(path: string, onProgress?: OnProgress): AsyncGenerator<SoundBlock> {
  if (onProgress === undefined) {
    yield* readSound(path)
    return
  }
  const { size } = await stat(path)
  let read = 0
  yield* readSound(path, (bytes) => {
    read += bytes
    onProgress(Math.min(1, read / size))
  })
}
