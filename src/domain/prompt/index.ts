export {
  checkPrompt,
  type Finding,
  type FindingCode,
  isAcceptable,
  type Mend,
  MOST_PROMPT_BYTES,
  type PromptFacts,
  type SourceFacts,
} from './check.ts'
export {
  freeName,
  isPromptName,
  type NameProblem,
  promptNameProblem,
} from './name.ts'
export {
  type CurrentReview,
  currentReviews,
  isOverdue,
  REVIEW_STATES,
  type ReviewEvent,
  type ReviewState,
} from './review.ts'
