import { type BitReader, SLACK_BYTES } from './bits.ts'
import { type Channel, type ChannelArrays, FRAME_LINES, MOST_BANDS } from './channel.ts'
import { createFilterBank, type FilterBank } from './filter-bank.ts'
import { takeSpectrumPlainly } from './spectrum.ts'

/** A frame of as many channels as there can be, and more than any encoder makes. */
export const MOST_FRAME_BYTES = 65_536

/** The inner loops of one decoder, and the memory they work on. */
export type AacKernel = FilterBank & {
  /** Where a frame is put to be read. */
  readonly frame: Uint8Array
  readonly left: ChannelArrays
  readonly right: ChannelArrays
  /**
   * Reads the lines of a channel from where the bits are.
   *
   * @throws AacProblem
   */
  takeSpectrum(bits: BitReader, channel: Channel): void
}

/** The loops as they are meant, without anything that makes them fast. */
export function createPlainAacKernel(): AacKernel {
  return {
    ...createFilterBank(),
    frame: new Uint8Array(MOST_FRAME_BYTES + SLACK_BYTES),
    left: createArrays(),
    right: createArrays(),
    takeSpectrum: takeSpectrumPlainly,
  }
}

const createArrays = (): ChannelArrays => ({
  books: new Uint8Array(MOST_BANDS),
  gains: new Float32Array(MOST_BANDS),
  lines: new Float32Array(FRAME_LINES),
})
