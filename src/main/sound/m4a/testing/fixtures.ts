import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toMono } from '../../block.ts'
import { readSound } from '../../source.ts'

/**
 * Small files of synthesized sound, made once by an encoder of others. `levels` are what another decoder gives
 * for them: the root mean square of each eighth of the mean of all channels.
 */
export type Fixture = {
  readonly name: string
  readonly what: string
  readonly rate: number
  readonly samples: number
  readonly levels: readonly number[]
  /** Bands of noise are drawn anew by each decoder, so that levels agree less. */
  readonly hasNoise: boolean
}

export const FIXTURES: readonly Fixture[] = [
  {
    name: 'stereo-44100.m4a',
    what: 'tones of 440 and 1000 Hz, left and right; tables after the samples',
    rate: 44_100,
    samples: 22_528,
    levels: [0.20231, 0.19609, 0.19914, 0.19213, 0.2009, 0.19732, 0.19801, 0.17805],
    hasNoise: false,
  },
  {
    name: 'transients-44100.m4a',
    what: 'clicks over tones: short windows, grouped, with temporal noise shaping and one spectrum for both sides',
    rate: 44_100,
    samples: 22_528,
    levels: [0.05164, 0.05483, 0.06264, 0.05795, 0.06049, 0.05549, 0.05424, 0.05643],
    hasNoise: false,
  },
  {
    name: 'clicks-22050.aac',
    what: 'frames without a container, one channel, nearly all windows short',
    rate: 22_050,
    samples: 12_288,
    levels: [0.12626, 0.22117, 0.21731, 0.20897, 0.18804, 0.21321, 0.23303, 0.24222],
    hasNoise: false,
  },
  {
    name: 'noise-48000.m4a',
    what: 'a tone in noise at a low bit rate, tables first, bands of noise and of one spectrum',
    rate: 48_000,
    samples: 24_576,
    levels: [0.21564, 0.20671, 0.20762, 0.19778, 0.21412, 0.21738, 0.20066, 0.1835],
    hasNoise: true,
  },
  {
    name: 'surround-32000.mp4',
    what: 'six channels in fragments',
    rate: 32_000,
    samples: 9216,
    levels: [0.08037, 0.2374, 0.22894, 0.24479, 0.23832, 0.2405, 0.24271, 0.21868],
    hasNoise: true,
  },
]

export const fixturePath = (name: string): string => join(import.meta.dirname, name)

export const fixtureBytes = (name: string): Buffer => readFileSync(fixturePath(name))

export async function soundOf(path: string): Promise<{ rate: number; samples: Float32Array }> {
  const blocks: Float32Array[] = []
  let rate = 0
  for await (const block of readSound(path)) {
    blocks.push(toMono(block))
    rate = block.rate
  }
  const samples = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0))
  let at = 0
  for (const block of blocks) {
    samples.set(block, at)
    at += block.length
  }
  return { rate, samples }
}

/** The frames of a file without a container. */
export function framesOfAdts(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = (bytes.readUIntBE(at + 3, 3) >> 5) & 0x1fff
    frames.push(bytes.subarray(at + 7, at + length))
    at += length
  }
  return frames
}

export type BoxSpec = { readonly type: string; readonly body: Buffer | readonly BoxSpec[] }

/** Boxes as bytes, lengths and all. */
export function boxBytes(boxes: readonly BoxSpec[]): Buffer {
  return Buffer.concat(
    boxes.map(({ type, body }) => {
      const inside = Buffer.isBuffer(body) ? body : boxBytes(body)
      const head = Buffer.alloc(8)
      head.writeUInt32BE(8 + inside.length)
      head.write(type, 4, 'latin1')
      return Buffer.concat([head, inside])
    }),
  )
}
