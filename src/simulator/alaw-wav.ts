/** Upper ends of the A-law segments, in 13-bit magnitude (ITU-T G.711, table 1a). */
const SEGMENT_ENDS = [0x1f, 0x3f, 0x7f, 0xff, 0x1ff, 0x3ff, 0x7ff, 0xfff]

/** One sample of 16-bit PCM as an A-law byte, even bits inverted (ITU-T G.711). */
export function alawOf(sample: number): number {
  const pcm = Math.max(-32768, Math.min(32767, Math.round(sample))) >> 3
  const positive = pcm >= 0
  const magnitude = positive ? pcm : -pcm - 1
  const segment = SEGMENT_ENDS.findIndex((end) => magnitude <= end)
  const mantissa = segment < 2 ? (magnitude >> 1) & 0x0f : (magnitude >> segment) & 0x0f
  return ((segment << 4) | mantissa) ^ (positive ? 0xd5 : 0x55)
}

/**
 * Header of an A-law WAV: `fmt ` of 18 bytes, tag 6, one channel, 8000 Hz, then `data` (audio.md 1).
 * An odd number of samples is followed by a pad byte that RIFF counts in the outer size only.
 */
export function alawWavHeader(samples: number): Buffer {
  const header = Buffer.alloc(46)
  header.write('RIFF', 0, 'ascii')
  header.writeUInt32LE(38 + samples + (samples % 2), 4)
  header.write('WAVEfmt ', 8, 'ascii')
  header.writeUInt32LE(18, 16)
  header.writeUInt16LE(6, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(8000, 24)
  header.writeUInt32LE(8000, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.writeUInt16LE(0, 36)
  header.write('data', 38, 'ascii')
  header.writeUInt32LE(samples, 42)
  return header
}
