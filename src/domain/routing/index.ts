export { answerBody } from './answer.ts'
export { type Asked, type Decision, decide, explainDecision, isWithin, type StepVerdict } from './decide.ts'
export { EMPTY_PLAN, type RoutingPlan, type RoutingRule } from './rules.ts'
