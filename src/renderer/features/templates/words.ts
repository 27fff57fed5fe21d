import type { TemplateFinding, ValueProblem } from '../../../domain/template/index.ts'
import type { Translate } from '../../i18n/index.ts'

/** What is wrong with the content, in a sentence. */
export function findingWords({ code, params }: TemplateFinding, t: Translate): string {
  const { bytes = 0, most = 0, over = 0, written = '' } = params
  return t(`templates.finding.${code}`, { bytes, most, over, written })
}

/** What is wrong with a value, in a few words. */
export function valueWords(problem: ValueProblem, t: Translate): string {
  const { bytes, most } = problem.code === 'tooLong' ? problem : { bytes: 0, most: 0 }
  return t(`templates.valueProblem.${problem.code}`, { bytes, most })
}
