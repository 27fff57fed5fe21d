/** The byte of silence: the smallest positive level, as G.711 transmits it. */
export const ALAW_SILENCE = 0xd5

/**
 * Linear value of an A-law code (ITU-T G.711): 13-bit levels on the 16-bit scale, so the largest is ±32256.
 *
 * @param code 0-255, with the even bits inverted as transmitted
 */
export function decodeALaw(code: number): number {
  const bits = (code & 0xff) ^ 0x55
  const segment = (bits & 0x70) >> 4
  const mantissa = (bits & 0x0f) << 4
  const magnitude = segment === 0 ? mantissa + 8 : (mantissa + 0x108) << (segment - 1)
  return bits & 0x80 ? magnitude : -magnitude
}

/** Linear value of every code, on the 16-bit scale: `ALAW_AMPLITUDE[code] === decodeALaw(code)`. */
export const ALAW_AMPLITUDE: Int16Array = Int16Array.from({ length: 256 }, (_, code) => decodeALaw(code))

/**
 * The positive code for each magnitude 0-32768 (ITU-T G.711, table 1a): 32 intervals of 16, then 16 each of twice
 * the width of those before. Where widths change this is not quite the nearest level, and it is the standard.
 */
const positive = Uint8Array.from({ length: 32_769 }, (_, magnitude) => {
  const limited = Math.min(magnitude, 32_767)
  const segment = Math.max(1, 24 - Math.clz32(limited))
  const interval = segment === 1 ? limited >> 4 : (segment << 4) | ((limited >> (segment + 3)) & 0x0f)
  return (0x80 | interval) ^ 0x55
})

/**
 * The A-law code of the interval in which a 16-bit sample lies. The sign bit is bit 7, so a negative sample takes
 * the same code with that bit flipped; 0 is positive and becomes `ALAW_SILENCE`. Values outside 16 bits are
 * limited, fractions rounded, halves away from 0.
 */
export function encodeALaw(sample: number): number {
  const magnitude = Math.min(32_768, sample < 0 ? 0.5 - sample : sample + 0.5) | 0
  return (positive[magnitude] ?? ALAW_SILENCE) ^ (sample <= -0.5 ? 0x80 : 0)
}

/** The A-law codes of a whole sound, full scale ±1. */
export function encodeALawAll(samples: Float32Array): Uint8Array {
  const codes = new Uint8Array(samples.length)
  for (let at = 0; at < codes.length; at += 1) codes[at] = encodeALaw((samples[at] ?? 0) * 32_768)
  return codes
}
