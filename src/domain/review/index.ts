export {
  type Answer,
  type Card,
  type CardItem,
  type Current,
  canonicalText,
  currentOf,
  type Kept,
  type Mark,
  mergeRecords,
  type ReviewedCall,
  type Reviewer,
  type ReviewRecord,
  reviewersOf,
  type Score,
  standing,
  type Task,
  type Verdict,
} from './records.ts'
export { type AgentResult, resultsByAgent } from './results.ts'
export { type Result, resultOf, shareOf } from './score.ts'
