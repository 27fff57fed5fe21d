export type {
  Binding,
  BindingEntry,
  BindingPair,
  BindingProblem,
  BindingSettings,
  BindingState,
  Doubt,
} from './binding.ts'
export { checkChange, checkPair, checkTemporaryCallee, checkTerms } from './check.ts'
export { checkLedger, type LedgerView } from './check-ledger.ts'
export { differences, type FieldDrift, waysOf } from './drift.ts'
export type { DriftKind, DriftWay } from './drift-kinds.ts'
export type {
  Answered,
  BindAnswered,
  BindingEvent,
  BindRequested,
  Observed,
  ObservedPair,
  PairRequested,
} from './events.ts'
export { type BindingFinding, FINDING_CODES, type FindingCode, stops } from './finding.ts'
export { historyOf } from './history.ts'
export {
  BINDINGS_PER_Y,
  BOUND_MODES,
  type BoundMode,
  CHANGEABLE,
  type ChangeableMode,
  isBoundMode,
  isChangeable,
  isMode,
  MODE_FACTS,
  MODES,
  type Mode,
  type ModeFacts,
} from './mode.ts'
export { isCalleeForm } from './numbers.ts'
export { atTime, reduceBinding } from './reduce.ts'
export type {
  AxbChange,
  AxbTerms,
  AxChange,
  AxeChange,
  AxeTerms,
  AxTerms,
  AxybTerms,
  BindingChange,
  BindTerms,
  ByCity,
  ByNumber,
  Direction,
  NoCallback,
  PairTerms,
  RowDefaults,
  TemporaryCallee,
} from './terms.ts'
export { changeToOurs, termsOf } from './terms-of.ts'
