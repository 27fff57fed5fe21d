export type { Converted } from './convert.ts'
export { type Converters, createConverters } from './converters.ts'
export { SoundProblem } from './problem.ts'
