import { describe, expect, it } from 'vitest'
import { channelsOf, levelFor, readPeaks } from './peaks.ts'

/** Two levels of a recording of 400 samples: five points of 80, one of 640. */
function file(): ArrayBuffer {
  const points = [5, 1]
  const bytes = new ArrayBuffer(16 + 16 + 2 * 6)
  const view = new DataView(bytes)
  for (const [at, letter] of [...'VDPK'].entries()) view.setUint8(at, letter.charCodeAt(0))
  view.setUint8(4, 1)
  view.setUint8(5, 2)
  view.setUint32(8, 8000, true)
  view.setUint32(12, 400, true)
  for (const [level, samples] of [80, 640].entries()) {
    view.setUint32(16 + level * 8, samples, true)
    view.setUint32(20 + level * 8, points[level] ?? 0, true)
  }
  for (let point = 0; point < 6; point += 1) {
    view.setInt8(32 + point * 2, -127 + point)
    view.setInt8(33 + point * 2, point)
  }
  return bytes
}

describe('a waveform file', () => {
  it('is read level by level', () => {
    const peaks = readPeaks(file())
    expect(peaks?.durationS).toBe(0.05)
    const drawn = peaks?.levels.map(channelsOf)
    expect(drawn?.map(([highest, lowest]) => [highest.length, lowest.length])).toEqual([
      [5, 5],
      [1, 1],
    ])
    expect(drawn?.[0]?.[1][0]).toBe(-1)
    expect(drawn?.[1]?.[0][0]).toBeCloseTo(5 / 127)
  })

  it('is refused when it is cut short, another format or another version', () => {
    const whole = file()
    for (let length = 0; length < whole.byteLength; length += 1)
      expect(readPeaks(whole.slice(0, length))).toBeUndefined()
    const other = file()
    new DataView(other).setUint8(4, 2)
    expect(readPeaks(other)).toBeUndefined()
    expect(readPeaks(new TextEncoder().encode('RIFF and so on, no waveform').buffer)).toBeUndefined()
  })

  it('is drawn from the coarsest level that fills the width', () => {
    const peaks = readPeaks(file())
    if (peaks === undefined) throw new Error('not read')
    expect(levelFor(peaks, 1)?.samplesAPoint).toBe(640)
    expect(levelFor(peaks, 4)?.samplesAPoint).toBe(80)
    expect(levelFor(peaks, 5000)?.samplesAPoint).toBe(80)
  })
})
