/** A stretch of one channel, full scale ±1. */
export type SoundBlock = { readonly rate: number; readonly mono: Float32Array }

/** Told how many bytes of a file were read since it was told last. */
export type OnRead = (bytes: number) => void

/** The mean of all channels from one sample to another, so that nothing is clipped. What is no number counts as 0. */
export function mixDown(channels: readonly Float32Array[], from: number, to: number): Float32Array {
  const mono = new Float32Array(Math.max(0, to - from))
  for (const channel of channels) {
    for (let at = 0; at < mono.length; at += 1) mono[at] = (mono[at] ?? 0) + (channel[from + at] ?? 0)
  }
  for (let at = 0; at < mono.length; at += 1) {
    const mean = (mono[at] ?? 0) / channels.length
    mono[at] = Number.isFinite(mean) ? mean : 0
  }
  return mono
}
