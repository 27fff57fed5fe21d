export { type EndCode, type EndWords, explainEnd, outcomeLabel, phaseLabel } from './end.ts'
export { explainError } from './errors.ts'
export { explainNumberProblem, explainNumberWarning, type Words } from './numbers.ts'

export { explainResult } from './result.ts'
export { type Classified, type ResultClass, resultClass } from './result-class.ts'
export type { Language } from './tables.ts'
