import { createReadStream } from 'node:fs'
import { mixDown, type OnRead, type SoundBlock } from './block.ts'
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

/** Each is loaded when the first file of its kind comes: most people bring one or two kinds. */
const DECODERS = {
  async mp3(): Promise<Decoder> {
    const { MPEGDecoder } = await import('mpg123-decoder')
    return new MPEGDecoder()
  },
  async flac(): Promise<Decoder> {
    const { FLACDecoder } = await import('@wasm-audio-decoders/flac')
    return new FLACDecoder()
  },
  async vorbis(): Promise<Decoder> {
    const { OggVorbisDecoder } = await import('@wasm-audio-decoders/ogg-vorbis')
    return new OggVorbisDecoder()
  },
  async opus(): Promise<Decoder> {
    const { OggOpusDecoder } = await import('ogg-opus-decoder')
    return new OggOpusDecoder()
  },
  async amr(): Promise<Decoder> {
    const { decoder } = await import('@audio/decode-amr')
    const amr = await decoder()
    const counted = ({ channelData, sampleRate }: Omit<Decoded, 'samplesDecoded'>): Decoded => ({
      channelData,
      sampleRate,
      samplesDecoded: channelData[0]?.length ?? 0,
    })
    return {
      ready: Promise.resolve(),
      decode: (bytes) => counted(amr.decode(bytes)),
      flush: async () => counted(amr.flush()),
      free: () => amr.free(),
    }
  },
} as const

export type Coding = keyof typeof DECODERS

const READ_BYTES = 32 * 1024

/**
 * The samples of a compressed file as one channel, block by block. Damaged frames in the middle are passed
 * over, as players do; a file of which nothing can be decoded is a problem.
 *
 * @throws SoundProblem
 */
export async function* readCoded(path: string, coding: Coding, onRead: OnRead): AsyncGenerator<SoundBlock> {
  const decoder = await DECODERS[coding]()
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
  return { rate: sampleRate, mono: mixDown(channelData, 0, channelData.length === 0 ? 0 : samplesDecoded) }
}
