/** The waveform of a two-hour recording: straight from the A-law bytes, and by decoding it first. */

import { decodeALaw } from '../src/domain/alaw/index.ts'
import { peaksOf } from '../src/main/audio/peaks.ts'
import { machine, quantile, report, timed } from './figures.ts'

const SECONDS = 2 * 60 * 60
const RUNS = 7
const POINT = 80

const samples = new Uint8Array(SECONDS * 8000)
let state = 1
for (let at = 0; at < samples.length; at += 1) {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
  samples[at] = state >>> 24
}

const table = Float32Array.from({ length: 256 }, (_, code) => decodeALaw(code) / 32_768)

/** As a player does that decodes the whole file: a float per sample, then lowest and highest per point. */
function byDecoding(): Float32Array {
  const decoded = new Float32Array(samples.length)
  for (let at = 0; at < samples.length; at += 1) decoded[at] = table[samples[at] ?? 0] ?? 0
  const points = new Float32Array(Math.ceil(samples.length / POINT) * 2)
  for (let point = 0; point * 2 < points.length; point += 1) {
    let low = 1
    let high = -1
    for (const value of decoded.subarray(point * POINT, (point + 1) * POINT)) {
      if (value < low) low = value
      if (value > high) high = value
    }
    points[point * 2] = low
    points[point * 2 + 1] = high
  }
  return points
}

const ours = await timed(RUNS, () => {
  peaksOf(samples)
})
const peer = await timed(RUNS, () => {
  byDecoding()
})
report([
  ['machine', machine()],
  ['recording', `${SECONDS / 3600} h of A-law, ${(samples.length / 1e6).toFixed(1)} MB`],
  [
    'from the bytes, three levels',
    `${quantile(ours, 0.5).toFixed(0)} ms (worst ${quantile(ours, 1).toFixed(0)})`,
  ],
  [
    'decoded first, one level',
    `${quantile(peer, 0.5).toFixed(0)} ms (worst ${quantile(peer, 1).toFixed(0)})`,
  ],
  ['waveform file', `${(peaksOf(samples).length / 1e6).toFixed(2)} MB`],
  ['decoded copy', `${((samples.length * 4) / 1e6).toFixed(0)} MB`],
])
