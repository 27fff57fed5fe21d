export { foldText, gramsOf, gramsToFind } from './grams.ts'
