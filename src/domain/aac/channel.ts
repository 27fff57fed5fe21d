/** The lines of a frame, in one window or in eight. */
export const FRAME_LINES = 1024
export const SHORT_LINES = 128
/** Bands of a long window, or bands of a short one times the groups: never more than this. */
export const MOST_BANDS = 128

export const WINDOWS = { long: 0, start: 1, short: 2, stop: 3 } as const

/** Book numbers that are no code books (ISO/IEC 14496-3, table 4.136). */
export const ZERO_BOOK = 0
export const ESCAPE_BOOK = 11
export const RESERVED_BOOK = 12
export const NOISE_BOOK = 13
export const INTENSITY_AGAINST = 14
export const INTENSITY_WITH = 15

/** How a frame is cut into windows, bands and groups. */
export type Layout = {
  readonly sequence: number
  /** 1 for the Kaiser-Bessel window, 0 for the sine. */
  readonly shape: number
  readonly mostBand: number
  /** How many windows share each set of scale factors; one window when it is long. */
  readonly groups: readonly number[]
  readonly lines: number
  readonly starts: Uint16Array
}

export const isShort = (layout: Layout): boolean => layout.sequence === WINDOWS.short

/** One filter of temporal noise shaping. */
export type TnsFilter = {
  readonly window: number
  readonly fromLine: number
  readonly toLine: number
  readonly downwards: boolean
  /** Of the all-pole filter, without the leading 1. */
  readonly taps: Float32Array
}

export type Pulse = { readonly line: number; readonly amount: number }

/** Of a pair; a single channel is read as the left one. */
export type Side = 'left' | 'right'

/** What the inner loops see of a channel. */
export type ChannelArrays = {
  /** Per group and band, the bands of a group one after the other. */
  readonly books: Uint8Array
  /** What the lines of a band are multiplied with; for intensity, the share of the left channel. */
  readonly gains: Float32Array
  readonly lines: Float32Array
}

/** A channel of the frame that is being read; the same object is used for every frame. */
export type Channel = ChannelArrays & {
  readonly side: Side
  layout: Layout
  pulses: readonly Pulse[]
  filters: readonly TnsFilter[]
}

const NO_LAYOUT: Layout = {
  sequence: WINDOWS.long,
  shape: 0,
  mostBand: 0,
  groups: [1],
  lines: FRAME_LINES,
  starts: new Uint16Array(1),
}

export const createChannel = (side: Side, { books, gains, lines }: ChannelArrays): Channel => ({
  side,
  books,
  gains,
  lines,
  layout: NO_LAYOUT,
  pulses: [],
  filters: [],
})
