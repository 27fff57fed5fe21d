/** Of a mean square; silence is −200. */
export const decibels = (power: number): number => 10 * Math.log10(power + 1e-20)

/** Mean square of each stretch in dB; the last one may be shorter. */
export function blockLevels(samples: Float32Array, block: number): Float64Array {
  const levels = new Float64Array(Math.ceil(samples.length / block))
  for (let at = 0; at < levels.length; at += 1) {
    const end = Math.min(samples.length, (at + 1) * block)
    let sum = 0
    for (let sample = at * block; sample < end; sample += 1) sum += (samples[sample] ?? 0) ** 2
    levels[at] = decibels(sum / (end - at * block))
  }
  return levels
}
