export { type NumberProblem, type NumberWarning, type ParsedNumber, parseDialled } from './parse.ts'
export { groupNumber, maskNumber, maskNumbersIn, nationalDigits, numberPart, reversedDigits } from './show.ts'
