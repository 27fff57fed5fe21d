/** A waveform at one fineness. */
export type PeakLevel = {
  readonly samplesAPoint: number
  /** Lowest and highest amplitude of each point in turn, ±127 is full scale: as they stand in the file. */
  readonly pairs: Int8Array
}

export type Peaks = { readonly durationS: number; readonly levels: readonly PeakLevel[] }

const MAGIC = 'VDPK'
const VERSION = 1
const HEADER = 16
/** The loudest amplitude there is in a file. */
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
    levels.push({ samplesAPoint, pairs: new Int8Array(file, at, points * 2) })
    at += points * 2
  }
  return { durationS: samples / rate, levels }
}

/** The coarsest level that still has a point for every pixel; else the finest there is. */
export function levelFor(peaks: Peaks, pixels: number): PeakLevel | undefined {
  const fineFirst = [...peaks.levels].sort((one, other) => one.samplesAPoint - other.samplesAPoint)
  return fineFirst.findLast(({ pairs }) => pairs.length >= pixels * 2) ?? fineFirst[0]
}

/** What is drawn of a level: highest and lowest amplitude per point, −1 to 1. */
export function channelsOf({ pairs }: PeakLevel): [highest: Float32Array, lowest: Float32Array] {
  const of = (which: 0 | 1) =>
    Float32Array.from(
      { length: pairs.length >> 1 },
      (_, point) => (pairs[point * 2 + which] ?? 0) / FULL_SCALE,
    )
  return [of(1), of(0)]
}

/** Fetches a waveform. @throws Error when there is none */
export async function fetchPeaks(path: string, signal?: AbortSignal): Promise<Peaks> {
  const answer = await fetch(path, signal === undefined ? {} : { signal })
  const peaks = answer.ok ? readPeaks(await answer.arrayBuffer()) : undefined
  if (peaks === undefined) throw new Error('no waveform')
  return peaks
}
