export { type BlockSums, type Envelope, type Kernel, plainKernel } from './kernel.ts'
export { activeSpeechLevel, DBM0_ABOVE_DBOV } from './level.ts'
export { type ClipTally, createClipCounter, joinTallies, measure, type SoundFacts } from './measure.ts'
export { partsAtPauses } from './pauses.ts'
export { throughPhoneBand } from './phone-band.ts'
export {
  createResampler,
  type Halving,
  type Rational,
  resamplingPlan,
  TAIL_SAMPLES,
  TELEPHONE_RATE,
  wholeLength,
} from './resample.ts'
export { type Shaped, type Shaping, shape } from './shape.ts'
export { makeTone } from './tone.ts'
