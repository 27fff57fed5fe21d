import { framesToMono, type PcmFormat } from '../../domain/wav/pcm.ts'

/** A stretch of a sound as its reader finds it. It may be valid only until the next one is asked for. */
export type SoundBlock = { readonly rate: number } & (
  | {
      /** All channels of one sample after the other, as bytes; whole frames. */
      readonly kind: 'frames'
      readonly bytes: Uint8Array
      readonly format: PcmFormat
    }
  | {
      /** Each channel for itself, full scale ±1. */
      readonly kind: 'channels'
      readonly channels: readonly Float32Array[]
      readonly from: number
      readonly to: number
    }
)

/** Told how many bytes of a file were read since it was told last. */
export type OnRead = (bytes: number) => void

/** The mean of all channels, so that nothing is clipped. What is no number counts as 0. */
export function toMono(block: SoundBlock): Float32Array {
  if (block.kind === 'frames') return framesToMono(block.bytes, block.format)
  const { channels, from } = block
  return Float32Array.from({ length: Math.max(0, block.to - from) }, (_, at) => {
    const mean = channels.reduce((sum, channel) => sum + (channel[from + at] ?? 0), 0) / channels.length
    return Number.isFinite(mean) ? mean : 0
  })
}
