import { type Channel, INTENSITY_AGAINST, INTENSITY_WITH, NOISE_BOOK, ZERO_BOOK } from './channel.ts'

/**
 * What bands of two channels have in common: middle and side, one spectrum for both, or noise. All of it works
 * in place, in this order, before temporal noise shaping is undone.
 *
 * @param isMiddle per group and band, whether the pair is told as middle and side
 */
export function joinStereo(left: Channel, right: Channel, isMiddle: Uint8Array): void {
  forBands(left, (band, from, to) => {
    const leftBook = left.books[band] ?? ZERO_BOOK
    const rightBook = right.books[band] ?? ZERO_BOOK
    if (rightBook === INTENSITY_WITH || rightBook === INTENSITY_AGAINST) {
      const sign = (rightBook === INTENSITY_WITH ? 1 : -1) * (isMiddle[band] === 1 ? -1 : 1)
      toShare(left.lines, right.lines, from, to, sign * (right.gains[band] ?? 0))
    } else if (isMiddle[band] === 1 && leftBook === NOISE_BOOK && rightBook === NOISE_BOOK) {
      toShare(left.lines, right.lines, from, to, (right.gains[band] ?? 0) / (left.gains[band] ?? 1))
    } else if (isMiddle[band] === 1 && leftBook < NOISE_BOOK && rightBook < NOISE_BOOK) {
      toLeftAndRight(left.lines, right.lines, from, to)
    }
  })
}

function toLeftAndRight(left: Float32Array, right: Float32Array, from: number, to: number): void {
  for (let line = from; line < to; line += 1) {
    const middle = left[line] ?? 0
    const side = right[line] ?? 0
    left[line] = middle + side
    right[line] = middle - side
  }
}

function toShare(left: Float32Array, right: Float32Array, from: number, to: number, share: number): void {
  for (let line = from; line < to; line += 1) right[line] = (left[line] ?? 0) * share
}

/** Fills the bands that are told as noise of a level. */
export function addNoise(channel: Channel, random: () => number): void {
  if (!channel.books.includes(NOISE_BOOK)) return
  forBands(channel, (band, from, to) => {
    if (channel.books[band] !== NOISE_BOOK) return
    let power = 0
    for (let line = from; line < to; line += 1) {
      const value = random()
      channel.lines[line] = value
      power += value * value
    }
    const gain = (channel.gains[band] ?? 0) / Math.sqrt(power)
    for (let line = from; line < to; line += 1) channel.lines[line] = (channel.lines[line] ?? 0) * gain
  })
}

/** Calls for every band of every window, with its lines. */
function forBands({ layout }: Channel, call: (band: number, from: number, to: number) => void): void {
  const { starts, mostBand, lines } = layout
  let window = 0
  for (const [group, windows] of layout.groups.entries()) {
    for (let one = window; one < window + windows; one += 1) {
      for (let band = 0; band < mostBand; band += 1) {
        const from = starts[band] ?? 0
        call(group * mostBand + band, one * lines + from, one * lines + (starts[band + 1] ?? from))
      }
    }
    window += windows
  }
}
