import { ALAW_AMPLITUDE } from '../alaw/index.ts'

const PCM = 1
const FLOAT = 3
const A_LAW = 6
const MU_LAW = 7
const EXTENSIBLE = 0xfffe

/** How the samples of a WAV are written down. */
export type PcmFormat = {
  readonly coding: 'pcm' | 'float' | 'alaw' | 'mulaw'
  readonly channels: number
  readonly rate: number
  readonly bits: number
  /** Bytes of one sample of every channel. */
  readonly frameBytes: number
}

/**
 * The `fmt ` chunk (Microsoft, WAVEFORMATEX and WAVEFORMATEXTENSIBLE).
 *
 * @returns `undefined` for a coding that cannot be read, with what it is
 */
export function readWavFormat(chunk: Uint8Array): { format: PcmFormat } | { unsupported: string } {
  if (chunk.length < 16) return { unsupported: 'fmt' }
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  const written = view.getUint16(0, true)
  const channels = view.getUint16(2, true)
  const rate = view.getUint32(4, true)
  const bits = view.getUint16(14, true)
  const tag = written === EXTENSIBLE && chunk.length >= 26 ? view.getUint16(24, true) : written
  const coding = CODINGS.get(tag)
  const named = `tag ${tag}, ${bits} bits`
  if (coding === undefined || !coding.bits.includes(bits)) return { unsupported: named }
  if (channels < 1 || channels > 64) return { unsupported: `${channels} channels` }
  return { format: { coding: coding.name, channels, rate, bits, frameBytes: (bits / 8) * channels } }
}

const CODINGS: ReadonlyMap<number, { name: PcmFormat['coding']; bits: readonly number[] }> = new Map([
  [PCM, { name: 'pcm', bits: [8, 16, 24, 32] }],
  [FLOAT, { name: 'float', bits: [32, 64] }],
  [A_LAW, { name: 'alaw', bits: [8] }],
  [MU_LAW, { name: 'mulaw', bits: [8] }],
])

/** Linear value of every µ-law code on the 16-bit scale (ITU-T G.711). */
const MU_LAW_AMPLITUDE = Int16Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff
  const magnitude = ((((bits & 0x0f) << 3) + 0x84) << ((bits & 0x70) >> 4)) - 0x84
  return bits & 0x80 ? -magnitude : magnitude
})

type Read = (view: DataView, at: number) => number

/** One sample as a share of full scale. */
const READERS: Readonly<Record<string, Read>> = {
  pcm8: (view, at) => (view.getUint8(at) - 128) / 128,
  pcm16: (view, at) => view.getInt16(at, true) / 32_768,
  pcm24: (view, at) => (view.getUint8(at) | (view.getInt16(at + 1, true) << 8)) / 8_388_608,
  pcm32: (view, at) => view.getInt32(at, true) / 2_147_483_648,
  float32: (view, at) => view.getFloat32(at, true),
  float64: (view, at) => view.getFloat64(at, true),
  alaw8: (view, at) => (ALAW_AMPLITUDE[view.getUint8(at)] ?? 0) / 32_768,
  mulaw8: (view, at) => (MU_LAW_AMPLITUDE[view.getUint8(at)] ?? 0) / 32_768,
}

/** What each code of a coding by codes means, as a share of full scale. */
const CODE_LEVELS: Readonly<Record<string, Float64Array>> = Object.fromEntries(
  ['pcm8', 'alaw8', 'mulaw8'].map((coding) => [
    coding,
    Float64Array.from(
      { length: 256 },
      (_, code) => READERS[coding]?.(new DataView(Uint8Array.of(code).buffer), 0) ?? 0,
    ),
  ]),
)

/** Of codings with 256 codes, what each means, as a share of full scale; of others nothing. */
export const codeLevels = ({ coding, bits }: PcmFormat): Float64Array | undefined =>
  CODE_LEVELS[`${coding}${bits}`]

/** Whole frames as one channel: the mean of all, so that nothing is clipped. What is no number counts as 0. */
export function framesToMono(bytes: Uint8Array, format: PcmFormat): Float32Array {
  const { channels, frameBytes, bits } = format
  const read = READERS[`${format.coding}${bits}`]
  if (read === undefined) throw new TypeError(`no reader for ${format.coding} ${bits}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const mono = new Float32Array(Math.floor(bytes.length / frameBytes))
  const step = bits / 8
  for (let frame = 0; frame < mono.length; frame += 1) {
    let sum = 0
    for (let channel = 0; channel < channels; channel += 1) {
      sum += read(view, frame * frameBytes + channel * step)
    }
    const mean = sum / channels
    mono[frame] = Number.isFinite(mean) ? mean : 0
  }
  return mono
}
