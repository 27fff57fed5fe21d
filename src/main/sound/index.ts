export { type Converted, convertToPrompt } from './convert.ts'
export { SoundProblem } from './problem.ts'
