/** A stretch of one channel, full scale ±1. */
export type SoundBlock = { readonly rate: number; readonly mono: Float32Array }

/** Told how many bytes of a file were read since it was told last. */
export type OnRead = (bytes: number) => void
