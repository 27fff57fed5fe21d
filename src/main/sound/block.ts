/** A stretch of one channel, full scale ±1. */
export type SoundBlock = { readonly rate: number; readonly mono: Float32Array }
