import type { RoutingPlan } from '../../domain/routing/index.ts'
import { answerBody, type Decision } from '../../domain/routing/index.ts'
import { isE164, type ProfileId, type UtcMs } from '../../domain/values.ts'
import type { Decided, MaskingNews } from '../store/index.ts'
import type { ParsedMasking, Question } from './parsed.ts'

/**
 * Answers a question of the platform from memory.
 *
 * @param profileId absent for an address that no profile has
 */
export type Decide = (
  profileId: ProfileId | undefined,
  question: Question & { readonly at: UtcMs },
) => { readonly decision: Decision; readonly shape: RoutingPlan['answerShape'] }

export type Answered = { readonly body: object; readonly masking: MaskingNews }

/** What to send back, and what to write down with the question. */
export function answerQuestion(
  masking: ParsedMasking,
  from: {
    readonly profileId?: ProfileId | undefined
    readonly receivedAt: UtcMs
    readonly tookMs: () => number
  },
  decide: Decide,
): Answered | undefined {
  const { question } = masking
  if (question === undefined) return undefined
  const { profileId, receivedAt: at } = from
  const { decision, shape } = decide(profileId, { ...question, at })
  const { answer, rule } = decision
  const to = answer.do === 'connect' ? answer.callee : answer.do === 'pass' ? answer.to : undefined
  const body = answerBody(answer, question, shape)
  if (profileId === undefined) return { body, masking }
  const decided: Decided = {
    at,
    profileId,
    for: question.for,
    x: question.x,
    caller: question.caller,
    did: answer.do,
    to,
    ruleId: rule?.id,
    ruleName: rule?.name,
    key: question.key,
    tookMs: from.tookMs(),
  }
  const did = answer.do === 'pass' ? 'pass' : 'drop'
  const answered =
    question.for === 'call'
      ? []
      : [
          {
            kind: 'smsAnswered' as const,
            at,
            smsId: question.key,
            did,
            ...(to !== undefined && isE164(to) ? { to } : {}),
          } as const,
        ]
  return { body, masking: { ...masking, messages: [...masking.messages, ...answered], decision: decided } }
}

/** Resolves with what is to be told by then: whatever comes first, the value or the end of patience. */
export async function within<T>(value: Promise<T>, ms: number): Promise<{ readonly value: T } | 'late'> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms)
  })
  try {
    return await Promise.race([value.then((told) => ({ value: told })), patience])
  } finally {
    clearTimeout(timer)
  }
}
