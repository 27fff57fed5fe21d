// What people type is read by parse.ts, apart: it brings the numbering plans of all countries, a tenth of a second to load.
export { replaceNumbers, replaceSeals, SEAL_CHECK, sealedForm, withoutSeals } from './seal.ts'
export {
  fieldNumber,
  groupNumber,
  maskNumber,
  maskNumbersIn,
  nationalDigits,
  numberPart,
  reversedDigits,
} from './show.ts'
