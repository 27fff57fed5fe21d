import { linearWavHeader, toLinear16 } from '../../domain/wav/linear.ts'
import { writeWhole } from '../files/index.ts'
import { toMono } from './block.ts'
import { checkRate, type OnProgress, readWatched } from './convert.ts'
import { SoundProblem } from './problem.ts'

/** What the sound system of any machine plays without asking. */
const HIGHEST_RATE = 48_000
/** A prompt is at most 250 s long, and what is listened to here was made one. */
const MOST_S = 600

/**
 * A source as it is, to be listened to before it was made a prompt: 16 bits, one channel, its own rate up to
 * 48 kHz; of more, the mean of as many samples as bring it below.
 *
 * @throws SoundProblem when the source is at fault; what the file system throws otherwise
 */
export async function writePreview(source: string, target: string, onProgress?: OnProgress): Promise<void> {
  const blocks: Int16Array[] = []
  let rate = 0
  let length = 0
  for await (const block of readWatched(source, onProgress)) {
    checkRate(block.rate)
    if (rate !== 0 && block.rate !== rate) throw new SoundProblem('damaged', 'the sampling rate changes')
    rate = block.rate
    const words = toWords(toMono(block), Math.ceil(rate / HIGHEST_RATE))
    blocks.push(words)
    length += words.length
    if (length > MOST_S * HIGHEST_RATE) break
  }
  if (length === 0) throw new SoundProblem('empty', 'there are no samples')
  await writeWhole(target, pieces(blocks, length, Math.round(rate / Math.ceil(rate / HIGHEST_RATE))))
}

function toWords(mono: Float32Array, together: number): Int16Array {
  if (together === 1) return toLinear16(mono)
  const means = new Float32Array(Math.floor(mono.length / together))
  for (let at = 0; at < means.length; at += 1) {
    let sum = 0
    for (let one = at * together; one < (at + 1) * together; one += 1) sum += mono[one] ?? 0
    means[at] = sum / together
  }
  return toLinear16(means)
}

async function* pieces(blocks: readonly Int16Array[], length: number, rate: number) {
  yield linearWavHeader(length, rate)
  for (const { buffer, byteOffset, byteLength } of blocks) yield Buffer.from(buffer, byteOffset, byteLength)
}
