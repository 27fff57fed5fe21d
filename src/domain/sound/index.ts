export { activeSpeechLevel, type SpeechLevel } from './level.ts'
export { createResampler, join, type Stage, TELEPHONE_RATE } from './resample.ts'
export { type Shaped, type Shaping, shape } from './shape.ts'
