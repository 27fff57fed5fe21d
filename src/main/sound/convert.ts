import { encodeALawAll } from '../../domain/alaw/index.ts'
import {
  createResampler,
  type Shaped,
  type Shaping,
  type Stage,
  shape,
  TELEPHONE_RATE,
} from '../../domain/sound/index.ts'
import { alawWavHeader } from '../../domain/wav/index.ts'
import { writeWhole } from '../files/index.ts'
import { createSimdKernel } from './kernel/index.ts'
import { SoundProblem } from './problem.ts'
import { readSound } from './source.ts'

const kernel = createSimdKernel()

const LOWEST_RATE = 4000
const HIGHEST_RATE = 384_000
/** An hour at 8000 Hz; no prompt is near it, and the memory stays bounded. */
const MOST_SAMPLES = 60 * 60 * TELEPHONE_RATE

/** “2 MB”, whichever megabyte is meant (audio.md §1). */
const MOST_BYTES = 2_000_000

export type Converted = Shaped['report'] & {
  readonly sourceRate: number
  readonly seconds: number
  readonly bytes: number
}

/**
 * Any sound file to a prompt as the platform takes it: A-law, 8000 Hz, one channel, nothing but `fmt ` and
 * `data` (audio.md §1). The target is written whole or not at all.
 *
 * @throws SoundProblem when the source is at fault; what the file system throws otherwise
 */
export async function convertToPrompt(source: string, target: string, shaping: Shaping): Promise<Converted> {
  const { samples, sourceRate } = await atTelephoneRate(source)
  const shaped = shape(samples, shaping)
  const codes = encodeALawAll(shaped.samples)
  const file = Buffer.concat([alawWavHeader(codes.length), codes, new Uint8Array(codes.length % 2)])
  if (file.length > MOST_BYTES) {
    throw new SoundProblem('tooBig', `${(codes.length / TELEPHONE_RATE).toFixed(0)} s`)
  }
  const { bytes } = await writeWhole(target, file)
  return { ...shaped.report, sourceRate, seconds: codes.length / TELEPHONE_RATE, bytes }
}

async function atTelephoneRate(source: string): Promise<{ samples: Float32Array; sourceRate: number }> {
  const blocks: Float32Array[] = []
  let resampler: Stage | undefined
  let sourceRate = 0
  let length = 0
  const keep = (block: Float32Array) => {
    length += block.length
    if (length > MOST_SAMPLES) throw new SoundProblem('tooLong', 'longer than an hour')
    blocks.push(block)
  }
  for await (const { rate, mono } of readSound(source)) {
    if (resampler === undefined) {
      if (!Number.isInteger(rate) || rate < LOWEST_RATE || rate > HIGHEST_RATE) {
        throw new SoundProblem('rateOutOfRange', `${rate} Hz`)
      }
      resampler = createResampler(rate, kernel)
      sourceRate = rate
    }
    if (rate !== sourceRate) throw new SoundProblem('damaged', 'the sampling rate changes')
    keep(resampler.push(mono))
  }
  if (resampler === undefined) throw new SoundProblem('empty', 'there are no samples')
  keep(resampler.finish())
  if (length === 0) throw new SoundProblem('empty', 'there are no samples')
  const samples = new Float32Array(length)
  let at = 0
  for (const block of blocks) {
    samples.set(block, at)
    at += block.length
  }
  return { samples, sourceRate }
}
