import { AacProblem, createAacDecoder, FRAME_SAMPLES } from '../../../domain/aac/index.ts'
import type { OnRead, SoundBlock } from '../block.ts'
import { SoundProblem } from '../problem.ts'
import { createAacKernel } from './kernel/index.ts'

/** Frames that stand together in memory. */
export type Frames = readonly Uint8Array[]

const BLOCK_FRAMES = 64
/** So many frames may use what is not decoded here before the file is refused for it. */
const MOST_UNSUPPORTED = 8

export type Span = { readonly skip: number; readonly end: number }

/**
 * Coded frames as one channel, block by block. A damaged frame becomes silence of its length; a file of which no
 * frame can be decoded is a problem.
 *
 * @throws SoundProblem
 */
export async function* soundOf(
  batches: AsyncIterable<Frames>,
  rate: number,
  { skip, end }: Span,
  onRead: OnRead,
): AsyncGenerator<SoundBlock> {
  const decode = createFrameDecoder(rate)
  let start = 0
  for await (const frames of batches) {
    for (let from = 0; from < frames.length && start < end; from += BLOCK_FRAMES) {
      const some = frames.slice(from, from + BLOCK_FRAMES).slice(0, Math.ceil((end - start) / FRAME_SAMPLES))
      const mono = decode(some)
      const first = Math.min(mono.length, Math.max(0, Math.max(skip, decode.delay()) - start))
      start += mono.length
      onRead(some.reduce((sum, frame) => sum + frame.length, 0))
      if (first < mono.length) {
        yield { kind: 'channels', rate, channels: [mono], from: first, to: mono.length }
      }
    }
    if (start >= end) break
  }
  decode.finish()
}

function createFrameDecoder(rate: number) {
  const decoder = createAacDecoder(rate, createAacKernel())
  let good = 0
  let unsupported = 0
  let damaged = 0
  let reason = new SoundProblem('empty', 'there are no frames')

  function passOver(problem: unknown): void {
    if (!(problem instanceof AacProblem)) throw problem
    const isUnsupported = problem.kind === 'unsupported'
    const code = isUnsupported ? 'unsupportedCoding' : 'damaged'
    if (isUnsupported) unsupported += 1
    else damaged += 1
    // Damaged frames may look like anything: what is found more often is believed.
    if (isUnsupported === unsupported > damaged) reason = new SoundProblem(code, problem.message)
    if (unsupported > MOST_UNSUPPORTED + damaged && unsupported > good / MOST_UNSUPPORTED) throw reason
  }

  const decode = (frames: Frames): Float32Array => {
    const mono = new Float32Array(frames.length * FRAME_SAMPLES)
    for (const [at, frame] of frames.entries()) {
      try {
        decoder.decode(frame, mono, at * FRAME_SAMPLES)
        good += 1
      } catch (problem) {
        passOver(problem)
      }
    }
    return mono
  }
  return Object.assign(decode, {
    delay: decoder.delay,
    finish: () => {
      if (good === 0) throw reason
    },
  })
}
