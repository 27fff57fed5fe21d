import type { BitReader } from './bits.ts'

/** Passes over a description of which channel stands where: all of them become one here. */
export function takeProgramConfig(bits: BitReader): void {
  // Which program it is, its profile and its rate, which are known.
  bits.take(10)
  const [front, side, back] = [bits.take(4), bits.take(4), bits.take(4)]
  const [low, data, coupling] = [bits.take(2), bits.take(3), bits.take(4)]
  for (const mixdownBits of [4, 4, 3]) if (bits.flag()) bits.take(mixdownBits)
  bits.skip(5 * (front + side + back + coupling) + 4 * (low + data))
  bits.toByte()
  bits.skip(8 * bits.take(8))
}
