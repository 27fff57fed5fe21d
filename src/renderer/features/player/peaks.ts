/** A waveform at one fineness: lowest and highest amplitude per point, −1 to 1. */
export type PeakLevel = {
  readonly samplesAPoint: number
  readonly lowest: Float32Array
  readonly highest: Float32Array
}

export type Peaks = { readonly durationS: number; readonly levels: readonly PeakLevel[] }

const MAGIC = 'VDPK'
const VERSION = 1
const HEADER = 16
const FULL_SCALE = 127

/**
 * Reads a waveform file (docs/media.md).
 *
 * @returns `undefined` when it is none, or is cut short
 */
export function readPeaks(file: ArrayBuffer): Peaks | undefined {
  if (file.byteLength < HEADER) return undefined
  const view = new DataView(file)
  const magic = String.fromCharCode(...new Uint8Array(file, 0, 4))
  if (magic !== MAGIC || view.getUint8(4) !== VERSION) return undefined
  const count = view.getUint8(5)
  const rate = view.getUint32(8, true)
  const samples = view.getUint32(12, true)
  let at = HEADER + count * 8
  if (count === 0 || rate === 0 || file.byteLength < at) return undefined

  const levels: PeakLevel[] = []
  for (let level = 0; level < count; level += 1) {
    const samplesAPoint = view.getUint32(HEADER + level * 8, true)
    const points = view.getUint32(HEADER + level * 8 + 4, true)
    if (at + points * 2 > file.byteLength) return undefined
    const pairs = new Int8Array(file, at, points * 2)
    const lowest = new Float32Array(points)
    const highest = new Float32Array(points)
    for (let point = 0; point < points; point += 1) {
      lowest[point] = (pairs[point * 2] ?? 0) / FULL_SCALE
      highest[point] = (pairs[point * 2 + 1] ?? 0) / FULL_SCALE
    }
    levels.push({ samplesAPoint, lowest, highest })
    at += points * 2
  }
  return { durationS: samples / rate, levels }
}

/** The coarsest level that still has a point for every pixel; else the finest there is. */
export function levelFor(peaks: Peaks, pixels: number): PeakLevel | undefined {
  const fineFirst = [...peaks.levels].sort((one, other) => one.samplesAPoint - other.samplesAPoint)
  return fineFirst.findLast(({ lowest }) => lowest.length >= pixels) ?? fineFirst[0]
}
