import { type FileHandle, open } from 'node:fs/promises'
import type { PcmFormat } from '../../domain/wav/pcm.ts'
import type { OnRead, SoundBlock } from './block.ts'
import { bytesAt } from './bytes-at.ts'
import { SoundProblem } from './problem.ts'

const BLOCK_BYTES = 1 << 20
const MOST_CHUNKS = 1000

/** How the samples of each AIFF-C coding are written down; other bits than these are told by `COMM`. */
const CODINGS: ReadonlyMap<string, { coding: PcmFormat['coding']; bits?: number; little?: boolean }> =
  new Map([
    ['NONE', { coding: 'pcm' }],
    ['twos', { coding: 'pcm' }],
    ['sowt', { coding: 'pcm', little: true }],
    ['in24', { coding: 'pcm', bits: 24 }],
    ['in32', { coding: 'pcm', bits: 32 }],
    ['fl32', { coding: 'float', bits: 32 }],
    ['FL32', { coding: 'float', bits: 32 }],
    ['fl64', { coding: 'float', bits: 64 }],
    ['FL64', { coding: 'float', bits: 64 }],
    ['alaw', { coding: 'alaw', bits: 8 }],
    ['ALAW', { coding: 'alaw', bits: 8 }],
    ['ulaw', { coding: 'mulaw', bits: 8 }],
    ['ULAW', { coding: 'mulaw', bits: 8 }],
  ])

type Common = { readonly format: PcmFormat; readonly little: boolean; readonly frames: number }
type Samples = { readonly from: number; readonly bytes: number }

/**
 * The samples of an AIFF or AIFF-C as one channel, block by block (Apple, Audio Interchange File Format 1.3 and
 * AIFF-C draft of 1991). Chunks may stand in any order.
 *
 * @throws SoundProblem
 */
export async function* readAiff(path: string, onRead: OnRead): AsyncGenerator<SoundBlock> {
  const file = await open(path)
  try {
    const { common, samples } = await findChunks(file)
    const { format, little } = common
    const { frameBytes } = format
    const whole = Math.max(frameBytes, BLOCK_BYTES - (BLOCK_BYTES % frameBytes))
    const bytes = Math.min(samples.bytes, common.frames * frameBytes)
    const buffer = Buffer.alloc(Math.min(whole, Math.max(frameBytes, bytes)))
    for (let done = 0; done < bytes; ) {
      const { bytesRead } = await file.read(
        buffer,
        0,
        Math.min(buffer.length, bytes - done),
        samples.from + done,
      )
      const used = bytesRead - (bytesRead % frameBytes)
      if (used === 0) break
      const block = buffer.subarray(0, used)
      if (!little) reverse(block, format.bits / 8)
      // Samples of 8 bits have a sign here and none in WAV.
      if (format.coding === 'pcm' && format.bits === 8)
        for (let at = 0; at < used; at += 1) block[at] = (block[at] ?? 0) ^ 0x80
      yield { kind: 'frames', rate: format.rate, bytes: block, format }
      done += used
      onRead(used)
    }
  } finally {
    await file.close()
  }
}

async function findChunks(file: FileHandle): Promise<{ common: Common; samples: Samples }> {
  const { size } = await file.stat()
  let common: Common | undefined
  let samples: Samples | undefined
  let at = 12
  for (let count = 0; count < MOST_CHUNKS && at + 8 <= size; count += 1) {
    const head = await bytesAt(file, at, 8)
    const id = head.toString('latin1', 0, 4)
    const length = head.readUInt32BE(4)
    const body = at + 8
    if (id === 'COMM') common = commonOf(await bytesAt(file, body, Math.min(length, 64)))
    if (id === 'SSND') {
      const offset = (await bytesAt(file, body, 8)).readUInt32BE(0)
      const from = body + 8 + offset
      samples = { from, bytes: Math.max(0, Math.min(length - 8 - offset, size - from)) }
    }
    if (common !== undefined && samples !== undefined) return { common, samples }
    at = body + length + (length % 2)
  }
  throw new SoundProblem('damaged', common === undefined ? 'no format' : 'no samples')
}

function commonOf(chunk: Buffer): Common {
  if (chunk.length < 18) throw new SoundProblem('damaged', 'its format is cut short')
  const channels = chunk.readUInt16BE(0)
  const frames = chunk.readUInt32BE(2)
  const rate = extended(chunk.subarray(8, 18))
  const name = chunk.length >= 22 ? chunk.toString('latin1', 18, 22) : 'NONE'
  const coding = CODINGS.get(name)
  const bits = coding?.bits ?? Math.ceil(chunk.readUInt16BE(6) / 8) * 8
  if (coding === undefined || ![8, 16, 24, 32, 64].includes(bits) || (coding.coding === 'pcm' && bits > 32)) {
    throw new SoundProblem('unsupportedCoding', `AIFF ${name.replace(/[^\x20-\x7e]/g, '?')}, ${bits} bits`)
  }
  if (channels < 1 || channels > 64) throw new SoundProblem('unsupportedCoding', `${channels} channels`)
  const format = { coding: coding.coding, channels, rate, bits, frameBytes: (bits / 8) * channels }
  return { format, little: coding.little === true, frames }
}

/** A number of 80 bits: sign and exponent, then 64 bits with the leading one written out (IEEE 754, extended). */
function extended(bytes: Buffer): number {
  const exponent = bytes.readUInt16BE(0) & 0x7fff
  return Math.round(
    bytes.readUInt32BE(2) * 2 ** (exponent - 16_383 - 31) +
      bytes.readUInt32BE(6) * 2 ** (exponent - 16_383 - 63),
  )
}

/** From the order of bytes of the network to that of WAV, in place. */
function reverse(block: Buffer, width: number): void {
  if (width === 2) block.swap16()
  else if (width === 4) block.swap32()
  else if (width === 8) block.swap64()
  else if (width === 3) {
    for (let at = 0; at + 2 < block.length; at += 3) {
      const first = block[at] ?? 0
      block[at] = block[at + 2] ?? 0
      block[at + 2] = first
    }
  }
}
