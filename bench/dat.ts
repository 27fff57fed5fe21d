/**
 * Reads what audiowaveform writes as `.dat` (its format document, version 1 and 2): little-endian, version, flags
 * (bit 0: 8-bit values), sample rate, samples a point, points, in version 2 channels, then lowest and highest of
 * each point.
 */
export function readDat(file: Uint8Array): {
  readonly rate: number
  readonly samplesAPoint: number
  readonly pairs: Int8Array | Int16Array
} {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const version = view.getInt32(0, true)
  if (version !== 1 && version !== 2) throw new Error(`version ${version} of .dat is not known`)
  const points = view.getUint32(16, true)
  const at = version === 1 ? 20 : 24
  const short = (view.getUint32(4, true) & 1) === 1
  const body = Uint8Array.from(file.subarray(at, at + points * (short ? 2 : 4)))
  return {
    rate: view.getInt32(8, true),
    samplesAPoint: view.getInt32(12, true),
    pairs: short ? new Int8Array(body.buffer) : new Int16Array(body.buffer),
  }
}
