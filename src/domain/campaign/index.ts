export { type Attempt, attemptOf, type RetryReason, type Verdict, verdictOf } from './attempt.ts'
export {
  type Binding,
  type BoundContent,
  checkBound,
  type FrozenContent,
  fitsRow,
  sentFor,
} from './contents.ts'
export { type Hours, hoursAt } from './hours.ts'
export {
  accepted,
  decide,
  ended,
  held,
  isSlowed,
  MOST_STRIKES,
  type Pace,
  type PaceDecision,
  type PaceSettings,
  probed,
  refused,
  reset,
  sent,
  startPace,
  struck,
} from './pace.ts'
export {
  type PauseReason,
  type Reaction,
  reactionToEnd,
  reactionToNoConnection,
  reactionToRefusal,
} from './reaction.ts'
export { lastCollected, type Policy, type RowResult, type RowState, type Rule, rowAfter } from './row.ts'
