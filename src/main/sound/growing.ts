const BYTES = Float32Array.BYTES_PER_ELEMENT
/** Memory is taken a quarter more at a time, so that little is copied and little stands empty. */
const MORE = 1.25
const FIRST_SAMPLES = 8000 * 60

/**
 * Samples whose number is not known before the last has come. What is held is never much more than what has
 * come, and never there twice but while it grows.
 *
 * @param most more are not taken
 */
export function createGrowing(most: number) {
  let samples = new Float32Array(Math.min(most, FIRST_SAMPLES))
  let length = 0
  return {
    /** @returns false when there would be more than there may be; nothing is added then */
    add(block: Float32Array): boolean {
      const wanted = length + block.length
      if (wanted > most) return false
      if (wanted > samples.length) {
        const capacity = Math.min(most, Math.max(wanted, Math.ceil(samples.length * MORE)))
        // The old memory is given up as the new one takes over what it holds.
        samples = new Float32Array(samples.buffer.transfer(capacity * BYTES))
      }
      samples.set(block, length)
      length = wanted
      return true
    },
    whole: () => samples.subarray(0, length),
  }
}
