import { encodeALaw } from '../../../domain/alaw/index.ts'

/** How the test writes a WAV down: independent of what reads it. */
export type WavKind = {
  readonly name: string
  readonly tag: number
  readonly bits: number
  readonly sample: (value: number) => Buffer
}

const limited = (value: number, steps: number) =>
  Math.max(-steps, Math.min(steps - 1, Math.round(value * steps)))

function int(bytes: number): (value: number) => Buffer {
  return (value) => {
    const buffer = Buffer.alloc(bytes)
    buffer.writeIntLE(limited(value, 2 ** (bytes * 8 - 1)), 0, bytes)
    return buffer
  }
}

/** µ-law as ITU-T G.711 builds it: bias, segment, step, all bits inverted. */
function muLaw(value: number): Buffer {
  const sample = limited(value, 32_768)
  const magnitude = Math.min(32_635, Math.abs(sample)) + 0x84
  const segment = Math.floor(Math.log2(magnitude)) - 7
  const step = (magnitude >> (segment + 3)) & 0x0f
  return Buffer.from([~((sample < 0 ? 0x80 : 0) | (segment << 4) | step) & 0xff])
}

function float(bytes: 4 | 8): (value: number) => Buffer {
  return (value) => {
    const buffer = Buffer.alloc(bytes)
    if (bytes === 4) buffer.writeFloatLE(value)
    else buffer.writeDoubleLE(value)
    return buffer
  }
}

export const WAV_KINDS: readonly WavKind[] = [
  { name: 'pcm 8', tag: 1, bits: 8, sample: (value) => Buffer.from([limited(value, 128) + 128]) },
  { name: 'pcm 16', tag: 1, bits: 16, sample: int(2) },
  { name: 'pcm 24', tag: 1, bits: 24, sample: int(3) },
  { name: 'pcm 32', tag: 1, bits: 32, sample: int(4) },
  { name: 'float 32', tag: 3, bits: 32, sample: float(4) },
  { name: 'float 64', tag: 3, bits: 64, sample: float(8) },
  { name: 'A-law', tag: 6, bits: 8, sample: (value) => Buffer.from([encodeALaw(value * 32_768)]) },
  { name: 'µ-law', tag: 7, bits: 8, sample: muLaw },
]

const chunk = (id: string, body: Buffer) => {
  const head = Buffer.alloc(8)
  head.write(id, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}

/** A WAV of that kind; `extra` chunks stand before the samples. */
export function wavFile(
  kind: WavKind,
  sound: { rate: number; channels: readonly Float32Array[] },
  options: { extensible?: boolean; rf64?: boolean; extra?: readonly [string, Buffer][] } = {},
): Buffer {
  const { rate, channels } = sound
  const frames: Buffer[] = []
  for (let at = 0; at < (channels[0]?.length ?? 0); at += 1) {
    for (const channel of channels) frames.push(kind.sample(channel[at] ?? 0))
  }
  const data = Buffer.concat(frames)
  const align = (kind.bits / 8) * channels.length
  const format = Buffer.alloc(options.extensible === true ? 40 : 16)
  format.writeUInt16LE(options.extensible === true ? 0xfffe : kind.tag, 0)
  format.writeUInt16LE(channels.length, 2)
  format.writeUInt32LE(rate, 4)
  format.writeUInt32LE(rate * align, 8)
  format.writeUInt16LE(align, 12)
  format.writeUInt16LE(kind.bits, 14)
  if (options.extensible === true) {
    format.writeUInt16LE(22, 16)
    format.writeUInt16LE(kind.bits, 18)
    format.writeUInt16LE(kind.tag, 24)
    Buffer.from('000000001000800000aa00389b71', 'hex').copy(format, 26)
  }
  const dataChunk = chunk('data', data)
  const parts = [chunk('fmt ', format), ...(options.extra ?? []).map(([id, body]) => chunk(id, body))]
  if (options.rf64 === true) {
    const sizes = Buffer.alloc(28)
    sizes.writeBigUInt64LE(BigInt(data.length), 8)
    parts.unshift(chunk('ds64', sizes))
    dataChunk.writeUInt32LE(0xffffffff, 4)
  }
  const body = Buffer.concat([Buffer.from('WAVE'), ...parts, dataChunk])
  const head = Buffer.from(options.rf64 === true ? 'RF64\0\0\0\0' : 'RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(options.rf64 === true ? 0xffffffff : body.length, 4)
  return Buffer.concat([head, body])
}
