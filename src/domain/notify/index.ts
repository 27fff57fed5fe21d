export {
  type CodeProblem,
  codeProblem,
  LONGEST_CODE,
  MOST_TIMES,
  maskCode,
  SHORTEST_CODE,
  USUAL_TIMES,
} from './code.ts'
export {
  areContentsAcceptable,
  type Collect,
  type Content,
  type ContentFinding,
  type ContentFindingCode,
  checkContents,
  type Library,
  type PromptFacts,
  promptsIn,
  type TemplateFacts,
} from './contents.ts'
export {
  codeSeconds,
  minutesFor,
  playbackSeconds,
  type Span,
} from './estimate.ts'
export { type Heard, heardSteps } from './heard.ts'
export { MOST_CONTENTS, MOST_DIGITS } from './limits.ts'
