import type { TemplateFinding } from '../../../domain/template/index.ts'

/**
 * What is shown while a person types: what was found before the last pause and is still there, in its present
 * place. What is new waits for the pause, so that an unfinished variable is not called wrong.
 *
 * @param now of the text as it is
 * @param before of the text at the last pause
 */
export const steadyFindings = (
  now: readonly TemplateFinding[],
  before: readonly TemplateFinding[],
): readonly TemplateFinding[] =>
  now.filter(({ code, params }) =>
    before.some((other) => other.code === code && other.params.written === params.written),
  )
