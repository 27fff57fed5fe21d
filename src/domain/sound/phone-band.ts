import { kaiserBeta, kaiserTaps, lowPass } from './kaiser.ts'
import { TELEPHONE_RATE } from './resample.ts'

/** What a telephone lets through, and how far down the rest is. The lower edge falls off within 100 Hz. */
const BAND_HZ = { from: 300, to: 3400 } as const
const EDGE_HZ = 100
const DOWN_DB = 40

/** The sound at 8000 Hz as a telephone passes it on: 300 to 3400 Hz, of the same length and in the same place. */
export function throughPhoneBand(samples: Float32Array): Float32Array {
  const taps = bandPass()
  const half = (taps.length - 1) / 2
  const out = new Float32Array(samples.length)
  for (let at = 0; at < samples.length; at += 1) {
    const from = Math.max(0, half - at)
    const to = Math.min(taps.length, samples.length - at + half)
    let sum = 0
    for (let tap = from; tap < to; tap += 1) sum += (taps[tap] ?? 0) * (samples[at + tap - half] ?? 0)
    out[at] = sum
  }
  return out
}

/** Difference of two low passes of the same length, whose delays are equal. */
function bandPass(): Float32Array {
  const half = Math.ceil(kaiserTaps(DOWN_DB, EDGE_HZ / TELEPHONE_RATE) / 2)
  const beta = kaiserBeta(DOWN_DB)
  const upper = lowPass((BAND_HZ.to + EDGE_HZ / 2) / TELEPHONE_RATE, half + 1, beta)
  const lower = lowPass((BAND_HZ.from - EDGE_HZ / 2) / TELEPHONE_RATE, half + 1, beta)
  return Float32Array.from({ length: 2 * half + 1 }, (_, tap) => upper(tap - half) - lower(tap - half))
}
