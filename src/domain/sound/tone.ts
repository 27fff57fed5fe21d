import { TELEPHONE_RATE } from './resample.ts'

/** A sine that fills A-law is this loud (ITU-T G.711 §4). */
const FULL_SINE_DBM0 = 3.14
/** Both ends rise and fall this long, so that nothing clicks. */
const EDGE_S = 0.005

/**
 * A sine at 8000 Hz, full scale ±1.
 *
 * @param tone left out, the sound is silence
 */
export function makeTone(
  seconds: number,
  tone?: { readonly hz: number; readonly levelDbm0: number },
): Float32Array {
  const samples = new Float32Array(Math.round(seconds * TELEPHONE_RATE))
  if (tone === undefined) return samples
  const amplitude = 10 ** ((tone.levelDbm0 - FULL_SINE_DBM0) / 20)
  const edge = Math.min(EDGE_S * TELEPHONE_RATE, samples.length / 2)
  const step = (2 * Math.PI * tone.hz) / TELEPHONE_RATE
  for (let at = 0; at < samples.length; at += 1) {
    const rise = Math.min(1, (at + 0.5) / edge, (samples.length - at - 0.5) / edge)
    samples[at] = amplitude * rise * Math.sin(step * at)
  }
  return samples
}
