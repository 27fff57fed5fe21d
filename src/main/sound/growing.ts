const BYTES = Float32Array.BYTES_PER_ELEMENT
const FIRST_SAMPLES = 8000 * 60
/** Where nothing is known of what is still to come, memory is taken a quarter more at a time. */
const MORE = 1.25
/** What is expected is not quite what comes. */
const SPARE = 1.02

/**
 * Samples whose number is not known before the last has come. They are hardly ever there twice: it is guessed
 * from the share of the file that was read how many there will be, and memory is taken once.
 *
 * @param most more are not taken
 */
export function createGrowing(most: number) {
  let samples = new Float32Array(Math.min(most, FIRST_SAMPLES))
  let length = 0
  return {
    /**
     * @param share of the file these are from the end of, 0 to 1; 0 when it is not known
     * @returns false when there would be more than there may be; nothing is added then
     */
    add(block: Float32Array, share: number): boolean {
      const wanted = length + block.length
      if (wanted > most) return false
      if (wanted > samples.length) {
        const expected = share > 0 ? Math.ceil((wanted / share) * SPARE) : Math.ceil(samples.length * MORE)
        const capacity = Math.min(most, Math.max(wanted, expected))
        samples = new Float32Array(samples.buffer.transfer(capacity * BYTES))
      }
      samples.set(block, length)
      length = wanted
      return true
    },
    whole: () => samples.subarray(0, length),
  }
}
