export { type AxQuestion, bindAx, modifyAx, queryAx, setTemporaryCallee, unbindAx } from './ax.ts'
export {
  type AxbQuestion,
  type BoundAnswer,
  bindAxb,
  modifyAxb,
  type Page,
  queryAxb,
  unbindAxb,
} from './axb.ts'
export { bindAxe, countAxeBindings, modifyAxe, queryAxe, queryAxeOfX, unbindAxe } from './axe.ts'
export { bindAxyb, bindPair, type PairAnswer, queryAxyb, unbindAxyb } from './axyb.ts'
