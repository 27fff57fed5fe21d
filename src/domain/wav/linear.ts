/** Bytes before the samples. */
export const LINEAR_HEADER_BYTES = 44

/**
 * The head of a WAV of 16 bits and one channel: `fmt ` of 16 bytes, then `data` (Microsoft, PCMWAVEFORMAT).
 *
 * @param samples how many follow, two bytes each
 * @param rate samples a second
 */
export function linearWavHeader(samples: number, rate: number): Uint8Array {
  const header = new Uint8Array(LINEAR_HEADER_BYTES)
  const view = new DataView(header.buffer)
  const text = (at: number, value: string) => {
    for (let index = 0; index < value.length; index += 1) header[at + index] = value.charCodeAt(index)
  }
  text(0, 'RIFF')
  view.setUint32(4, LINEAR_HEADER_BYTES - 8 + samples * 2, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, samples * 2, true)
  return header
}

/** Samples of full scale ±1 as 16 bits; louder ones are limited. */
export function toLinear16(samples: Float32Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(samples, (one) => Math.max(-32_768, Math.min(32_767, Math.round(one * 32_768))))
}
