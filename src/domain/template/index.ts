export { utf8Length } from './bytes.ts'
export {
  isTemplateAcceptable,
  lintTemplate,
  MOST_TEMPLATE_BYTES,
  mendTemplate,
  type TemplateFinding,
  type TemplateFindingCode,
} from './lint.ts'
export { MOST_VALUE_BYTES, type Place, type Variable, variablesOf, writeVariable } from './parse.ts'
export {
  checkValues,
  fillTemplate,
  type Spoken,
  spokenParts,
  type ValueProblem,
  type ValuesCheck,
  valueProblem,
} from './values.ts'
