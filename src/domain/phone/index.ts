export { type NumberProblem, type ParsedNumber, parseDialled } from './parse.ts'
export { groupNumber, maskNumber, maskNumbersIn, nationalDigits, numberPart, reversedDigits } from './show.ts'
