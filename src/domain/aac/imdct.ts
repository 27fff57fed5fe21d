/**
 * The inverse transform as a cosine transform of type IV: the mirrored halves of the 2 × n values of an IMDCT
 * are left to the window, which needs each of the n only once. Through a complex FFT of half the size.
 */
export function createTransform(
  size: number,
): (lines: Float32Array, from: number, out: Float32Array) => void {
  const half = size / 2
  const scale = 1 / size
  const turnRe = Float32Array.from({ length: half }, (_, at) =>
    Math.cos((Math.PI * (8 * at + 1)) / (8 * size)),
  )
  const turnIm = Float32Array.from(
    { length: half },
    (_, at) => -Math.sin((Math.PI * (8 * at + 1)) / (8 * size)),
  )
  const order = reversed(half)
  const fft = createFft(half)
  const re = new Float32Array(half)
  const im = new Float32Array(half)

  return (lines, from, out) => {
    for (let at = 0; at < half; at += 1) {
      const a = lines[from + 2 * at] ?? 0
      const b = lines[from + size - 1 - 2 * at] ?? 0
      const c = turnRe[at] ?? 0
      const s = turnIm[at] ?? 0
      const to = order[at] ?? 0
      re[to] = a * c - b * s
      im[to] = a * s + b * c
    }
    fft(re, im)
    for (let at = 0; at < half; at += 1) {
      const a = re[at] ?? 0
      const b = im[at] ?? 0
      const c = turnRe[at] ?? 0
      const s = turnIm[at] ?? 0
      out[2 * at] = (a * c - b * s) * scale
      out[size - 1 - 2 * at] = -(a * s + b * c) * scale
    }
  }
}

function reversed(size: number): Uint16Array {
  const bits = Math.log2(size)
  return Uint16Array.from({ length: size }, (_, at) => {
    let turned = 0
    for (let bit = 0; bit < bits; bit += 1) turned |= ((at >> bit) & 1) << (bits - 1 - bit)
    return turned
  })
}

/** In place, on values in bit-reversed order: one stage of two where the size asks for it, then of four. */
function createFft(size: number): (re: Float32Array, im: Float32Array) => void {
  const cosine = Float32Array.from({ length: size }, (_, at) => Math.cos((2 * Math.PI * at) / size))
  const sine = Float32Array.from({ length: size }, (_, at) => -Math.sin((2 * Math.PI * at) / size))
  const startsWithTwo = Math.log2(size) % 2 === 1

  return (re, im) => {
    if (startsWithTwo) {
      for (let at = 0; at < size; at += 2) {
        const [aRe, aIm, bRe, bIm] = [re[at] ?? 0, im[at] ?? 0, re[at + 1] ?? 0, im[at + 1] ?? 0]
        re[at] = aRe + bRe
        im[at] = aIm + bIm
        re[at + 1] = aRe - bRe
        im[at + 1] = aIm - bIm
      }
    }
    for (let quarter = startsWithTwo ? 2 : 1; quarter < size; quarter *= 4) {
      const stride = size / (4 * quarter)
      for (let k = 0; k < quarter; k += 1) {
        const c1 = cosine[k * stride] ?? 0
        const s1 = sine[k * stride] ?? 0
        const c2 = cosine[2 * k * stride] ?? 0
        const s2 = sine[2 * k * stride] ?? 0
        const c3 = cosine[3 * k * stride] ?? 0
        const s3 = sine[3 * k * stride] ?? 0
        for (let at = k; at < size; at += 4 * quarter) {
          // Bit-reversed order brings the second and the third quarter in each other's place.
          const second = at + 2 * quarter
          const third = at + quarter
          const fourth = at + 3 * quarter
          const aRe = re[at] ?? 0
          const aIm = im[at] ?? 0
          const xRe = re[second] ?? 0
          const xIm = im[second] ?? 0
          const bRe = xRe * c1 - xIm * s1
          const bIm = xRe * s1 + xIm * c1
          const yRe = re[third] ?? 0
          const yIm = im[third] ?? 0
          const cRe = yRe * c2 - yIm * s2
          const cIm = yRe * s2 + yIm * c2
          const zRe = re[fourth] ?? 0
          const zIm = im[fourth] ?? 0
          const dRe = zRe * c3 - zIm * s3
          const dIm = zRe * s3 + zIm * c3
          const evenRe = aRe + cRe
          const evenIm = aIm + cIm
          const oddRe = aRe - cRe
          const oddIm = aIm - cIm
          const sumRe = bRe + dRe
          const sumIm = bIm + dIm
          const gapRe = bRe - dRe
          const gapIm = bIm - dIm
          re[at] = evenRe + sumRe
          im[at] = evenIm + sumIm
          re[third] = oddRe + gapIm
          im[third] = oddIm - gapRe
          re[second] = evenRe - sumRe
          im[second] = evenIm - sumIm
          re[fourth] = oddRe - gapIm
          im[fourth] = oddIm + gapRe
        }
      }
    }
  }
}
