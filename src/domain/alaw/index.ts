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

/** Codes of the positive levels, quietest first, and the sample from which on each is the nearest. */
const positive = Array.from({ length: 256 }, (_, code) => code)
  .filter((code) => decodeALaw(code) > 0)
  .sort((one, other) => decodeALaw(one) - decodeALaw(other))

/** The positive code for each magnitude 0-32768; magnitudes half-way between two levels take the louder. */
const nearest = new Uint8Array(32_769)
{
  let at = 0
  for (let magnitude = 0; magnitude <= 32_768; magnitude += 1) {
    const here = positive[at] ?? 0xaa
    const louder = positive[at + 1]
    if (louder !== undefined && decodeALaw(louder) - magnitude <= magnitude - decodeALaw(here)) at += 1
    nearest[magnitude] = positive[at] ?? 0xaa
  }
}

/**
 * The A-law code whose level is nearest to a 16-bit sample. The sign bit is bit 7, so a negative sample
 * takes the same code with that bit flipped. Half-way between two levels the louder one is taken; 0, as far
 * from +8 as from -8, becomes `ALAW_SILENCE`. Values outside 16 bits are limited, fractions rounded.
 */
export function encodeALaw(sample: number): number {
  const limited = Math.max(-32_768, Math.min(32_767, Math.round(sample)))
  const code = nearest[Math.abs(limited)] ?? ALAW_SILENCE
  return limited < 0 ? code ^ 0x80 : code
}

/** The A-law codes of a whole sound, full scale ±1. */
export function encodeALawAll(samples: Float32Array): Uint8Array {
  const codes = new Uint8Array(samples.length)
  for (let at = 0; at < codes.length; at += 1) {
    const rounded = Math.round((samples[at] ?? 0) * 32_768)
    const magnitude = Math.min(32_768, Math.abs(rounded))
    codes[at] = (nearest[magnitude] ?? ALAW_SILENCE) ^ (rounded < 0 ? 0x80 : 0)
  }
  return codes
}
