/** Cosines, then sines: what a transform of `size` lines turns its values by, before its FFT and after. */
export function turnsOf(size: number): Float32Array {
  const half = size / 2
  const angle = (at: number) => (-Math.PI * (8 * at + 1)) / (8 * size)
  return Float32Array.from({ length: size }, (_, at) =>
    at < half ? Math.cos(angle(at)) : Math.sin(angle(at - half)),
  )
}

/**
 * For each stage of four of an FFT, one after the other: cosines and sines of one, two and three times p / n of a
 * turn, for all p below n / 4.
 */
export function stagesOf(size: number): Float32Array {
  const found: number[] = []
  for (let n = size; n >= 4; n /= 4) {
    for (const times of [1, 2, 3]) {
      for (const wave of [Math.cos, Math.sin]) {
        for (let p = 0; p < n / 4; p += 1) found.push(wave((-2 * Math.PI * times * p) / n))
      }
    }
  }
  return Float32Array.from(found)
}
