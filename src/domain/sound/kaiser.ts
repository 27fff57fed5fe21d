/** Modified Bessel function of the first kind, order zero, by its power series. */
function besselI0(x: number): number {
  const quarter = (x * x) / 4
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * 1e-17; k += 1) {
    term *= quarter / (k * k)
    sum += term
  }
  return sum
}

/** Shape of Kaiser's window for a stop band this far down (dB, from 50 on). */
export const kaiserBeta = (attenuation: number): number => 0.1102 * (attenuation - 8.7)

/**
 * Taps that Kaiser's window needs.
 *
 * @param transition width between pass and stop edge as a share of the sampling rate
 */
export const kaiserTaps = (attenuation: number, transition: number): number =>
  Math.ceil((attenuation - 7.95) / (2.285 * 2 * Math.PI * transition)) + 1

/**
 * The continuous impulse response of a windowed-sinc low pass, to be sampled at any offset.
 *
 * @param cutoff middle of the transition as a share of the sampling rate
 * @param half half the length in samples; zero outside
 */
export function lowPass(cutoff: number, half: number, beta: number): (offset: number) => number {
  const scale = besselI0(beta)
  return (offset) => {
    const place = offset / half
    if (Math.abs(place) >= 1) return 0
    const angle = 2 * Math.PI * cutoff * offset
    const sinc = Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle
    return (2 * cutoff * sinc * besselI0(beta * Math.sqrt(1 - place * place))) / scale
  }
}
