import { createReadStream } from 'node:fs'
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

const READ_BYTES = 64 * 1024
/** Decoded together: what comes of it is so small that its memory is used again, and not asked for anew. */
const FED_BYTES = 8 * 1024

/**
 * The samples of a compressed file as blocks. Damaged frames in the middle are passed over, as players do; a file of
 * which nothing can be decoded is a problem.
 *
 * @throws SoundProblem
 */
export const readCoded = (path: string, coding: Coding, onRead: OnRead): AsyncGenerator<SoundBlock> =>
  read(coding, createReadStream(path, { highWaterMark: READ_BYTES }), onRead)

/** The same from a place in the middle on, after what a decoder has to be given first. */
export const readCodedFrom = (
  path: string,
  coding: Coding,
  headBytes: number,
  byte: number,
): AsyncGenerator<SoundBlock> => read(coding, bytesFrom(path, headBytes, byte), () => undefined)

async function* bytesFrom(path: string, headBytes: number, byte: number): AsyncGenerator<Buffer> {
  if (headBytes > 0) yield* createReadStream(path, { end: headBytes - 1, highWaterMark: READ_BYTES })
  yield* createReadStream(path, { start: byte, highWaterMark: READ_BYTES })
}

async function* read(
  coding: Coding,
  pieces: AsyncIterable<Buffer>,
  onRead: OnRead,
): AsyncGenerator<SoundBlock> {
  const decoder = await DECODERS[coding]()
  let given = 0
  try {
    await decoder.ready
    for await (const bytes of pieces) {
      for (let from = 0; from < bytes.length; from += FED_BYTES) {
        const block = blockOf(await decoder.decode(bytes.subarray(from, from + FED_BYTES)))
        given += block.to
        if (block.to > 0) yield block
        giveBack(block.channels)
      }
      onRead(bytes.length)
    }
    const rest = blockOf((await decoder.flush?.()) ?? NOTHING)
    given += rest.to
    if (rest.to > 0) yield rest
  } catch (problem) {
    if (problem instanceof SoundProblem || isFileProblem(problem)) throw problem
    throw new SoundProblem('damaged', problem instanceof Error ? problem.message : 'cannot be decoded')
  } finally {
    free(decoder)
  }
  if (given === 0) throw new SoundProblem('damaged', 'nothing in it can be decoded')
}

/**
 * Frees the samples of a block that nobody looks at any more. The collector would let tens of megabytes of them pile
 * up before it begins.
 */
function giveBack(channels: readonly Float32Array[]): void {
  for (const { buffer } of channels) {
    if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0)
  }
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

const blockOf = ({ channelData, samplesDecoded, sampleRate }: Decoded) =>
  ({
    kind: 'channels',
    rate: sampleRate,
    channels: channelData,
    from: 0,
    to: channelData.length === 0 ? 0 : samplesDecoded,
  }) satisfies SoundBlock
