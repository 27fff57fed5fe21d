import { causeWords } from './phrases.ts'
import { sipStatus } from './sip.ts'
import { hangupCause, inLanguage, type Language, q850Cause, resultMeanings, teardownPoint } from './tables.ts'

/**
 * What a reason as the history keeps it means, with its code.
 *
 * @param key as `reasonOf` makes it: `state:8003`, `q850:17`, `result:1010023`
 */
export function reasonWords(key: string, language: Language): string {
  const [kind = '', ...rest] = key.split(':')
  const code = rest.join(':')
  const meaning = meaningOf(kind, code, language)
  return meaning === undefined ? code : `${meaning} (${code})`
}

function meaningOf(kind: string, code: string, language: Language): string | undefined {
  if (kind === 'local') return causeWords(code, language)
  const words =
    kind === 'result'
      ? resultMeanings(code, undefined)
      : kind === 'state'
        ? hangupCause(Number(code))
        : kind === 'q850'
          ? q850Cause(Number(code))
          : kind === 'sip'
            ? sipStatus(Number(code))
            : teardownPoint(Number(code))
  return words === undefined ? undefined : inLanguage(words, language)
}
