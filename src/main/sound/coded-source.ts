import { createReadStream } from 'node:fs'
import { FLACDecoder } from '@wasm-audio-decoders/flac'
import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis'
import { MPEGDecoder } from 'mpg123-decoder'
import { OggOpusDecoder } from 'ogg-opus-decoder'
import type { OnRead, SoundBlock } from './block.ts'
import { SoundProblem } from './problem.ts'

type Decoded = {
  readonly channelData: readonly Float32Array[]
  readonly samplesDecoded: number
  readonly sampleRate: number
}

/** What the decoders have in common. */
type Decoder = {
  readonly ready: Promise<void>
  decode(bytes: Uint8Array): Decoded | Promise<Decoded>
  flush?(): Promise<Decoded>
  free(): void
}

const DECODERS = {
  mp3: (): Decoder => new MPEGDecoder(),
  flac: (): Decoder => new FLACDecoder(),
  vorbis: (): Decoder => new OggVorbisDecoder(),
  opus: (): Decoder => new OggOpusDecoder(),
} as const

export type Coding = keyof typeof DECODERS

const READ_BYTES = 64 * 1024

/**
 * The samples of a compressed file as one channel, block by block. Damaged frames in the middle are passed
 * over, as players do; a file of which nothing can be decoded is a problem.
 *
 * @throws SoundProblem
 */
export async function* readCoded(path: string, coding: Coding, onRead: OnRead): AsyncGenerator<SoundBlock> {
  const decoder = DECODERS[coding]()
  let given = 0
  try {
    await decoder.ready
    for await (const bytes of createReadStream(path, { highWaterMark: READ_BYTES })) {
      const block = toMono(await decoder.decode(bytes))
      given += block.mono.length
      onRead(bytes.length)
      if (block.mono.length > 0) yield block
    }
    const rest = toMono((await decoder.flush?.()) ?? NOTHING)
    given += rest.mono.length
    if (rest.mono.length > 0) yield rest
  } catch (problem) {
    if (problem instanceof SoundProblem || isFileProblem(problem)) throw problem
    throw new SoundProblem('damaged', problem instanceof Error ? problem.message : 'cannot be decoded')
  } finally {
    free(decoder)
  }
  if (given === 0) throw new SoundProblem('damaged', 'nothing in it can be decoded')
}

/** A decoder that broke down on damaged bytes may break down here too; its memory goes with it either way. */
function free(decoder: Decoder): void {
  try {
    decoder.free()
  } catch {
    // Nothing is left to do.
  }
}

const NOTHING: Decoded = { channelData: [], samplesDecoded: 0, sampleRate: 0 }

const isFileProblem = (problem: unknown): boolean =>
  problem instanceof Error && 'syscall' in problem && typeof problem.syscall === 'string'

function toMono({ channelData, samplesDecoded, sampleRate }: Decoded): SoundBlock {
  const mono = new Float32Array(channelData.length === 0 ? 0 : samplesDecoded)
  for (const channel of channelData) {
    for (let at = 0; at < mono.length; at += 1) mono[at] = (mono[at] ?? 0) + (channel[at] ?? 0)
  }
  for (let at = 0; at < mono.length; at += 1) {
    const mean = (mono[at] ?? 0) / channelData.length
    mono[at] = Number.isFinite(mean) ? mean : 0
  }
  return { rate: sampleRate, mono }
}
