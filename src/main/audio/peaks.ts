import { createPeaksKernel, POINT } from './kernel/index.ts'

/** Samples a point of each level: 10 ms, 80 ms and 640 ms at 8000 Hz, so any zoom has few points to draw. */
export const SAMPLES_PER_POINT = [POINT, 640, 5120] as const

const MAGIC = 0x4b504456
const VERSION = 1
const HEADER_BYTES = 16
const LEVEL_BYTES = 8

/**
 * The lowest and highest amplitude of each stretch of an A-law recording, straight from its bytes: no decoded copy.
 * Layout in docs/media.md.
 *
 * @param length of the recording in samples, one byte each
 * @param fill puts the samples from a certain one on into the whole of what it is given
 */
export const peaksOfCodes = (length: number, fill: (target: Uint8Array, from: number) => void): Uint8Array =>
  peaksFile(length, 8000, (_size, target) => measure(length, fill, target))

/** The same of a recording that is in memory. */
export const peaksOf = (samples: Uint8Array): Uint8Array =>
  peaksOfCodes(samples.length, (target, from) => target.set(samples.subarray(from, from + target.length)))

/** The same of linear samples of 16 bits at any rate; points then cover as many samples, not as much time. */
export const peaksOfLinear = (samples: Int16Array, rate: number): Uint8Array =>
  peaksFile(samples.length, rate, (size, target) => measureLinear(samples, size, target))

function peaksFile(
  length: number,
  rate: number,
  finest: (size: number, target: Int8Array) => void,
): Uint8Array {
  const points = SAMPLES_PER_POINT.map((size) => Math.ceil(length / size))
  const head = HEADER_BYTES + LEVEL_BYTES * points.length
  const file = new Uint8Array(head + points.reduce((sum, count) => sum + count * 2, 0))
  const view = new DataView(file.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint8(4, VERSION)
  view.setUint8(5, points.length)
  view.setUint32(8, rate, true)
  view.setUint32(12, length, true)
  for (const [level, count] of points.entries()) {
    view.setUint32(HEADER_BYTES + level * LEVEL_BYTES, SAMPLES_PER_POINT[level] ?? 0, true)
    view.setUint32(HEADER_BYTES + level * LEVEL_BYTES + 4, count, true)
  }
  const pairs = new Int8Array(file.buffer, head)
  let from = 0
  let finer: Int8Array | undefined
  for (const count of points) {
    const target = pairs.subarray(from, from + count * 2)
    if (finer === undefined) finest(SAMPLES_PER_POINT[0], target)
    else gather(finer, 8, target)
    finer = target
    from += count * 2
  }
  return file
}

function measure(length: number, fill: (target: Uint8Array, from: number) => void, target: Int8Array): void {
  const kernel = createPeaksKernel()
  for (let from = 0; from < length; from += kernel.codes.length) {
    const count = Math.min(kernel.codes.length, length - from)
    const points = Math.ceil(count / POINT)
    fill(kernel.codes.subarray(0, count), from)
    // A last point of fewer samples is filled up with one of them, which changes neither its lowest nor its highest.
    kernel.codes.fill(kernel.codes[count - 1] ?? 0, count, points * POINT)
    target.set(kernel.measure(points), (from / POINT) * 2)
  }
}

function measureLinear(samples: Int16Array, size: number, target: Int8Array): void {
  for (let point = 0; point * 2 < target.length; point += 1) {
    const end = Math.min(samples.length, (point + 1) * size)
    let low = 32_767
    let high = -32_768
    for (let at = point * size; at < end; at += 1) {
      const value = samples[at] ?? 0
      if (value < low) low = value
      if (value > high) high = value
    }
    target[point * 2] = Math.round((low / 32_768) * 127)
    target[point * 2 + 1] = Math.round((high / 32_768) * 127)
  }
}

/** A coarser level from the finer one: as many points to one as the sizes say. */
function gather(finer: Int8Array, ratio: number, target: Int8Array): void {
  for (let point = 0; point * 2 < target.length; point += 1) {
    const end = Math.min(finer.length, (point + 1) * ratio * 2)
    let low = 127
    let high = -127
    for (let at = point * ratio * 2; at < end; at += 2) {
      low = Math.min(low, finer[at] ?? low)
      high = Math.max(high, finer[at + 1] ?? high)
    }
    target[point * 2] = low
    target[point * 2 + 1] = high
  }
}
