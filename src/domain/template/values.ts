import { utf8Length } from './bytes.ts'
import { MOST_VALUE_BYTES, parseTemplate, type Variable, variablesOf } from './parse.ts'

export type ValueProblem =
  | { readonly code: 'empty' | 'signs' | 'digitsOnly' | 'date' | 'noSuchDay' | 'time' }
  | { readonly code: 'tooLong'; readonly bytes: number; readonly most: number }

export type ValuesCheck = {
  readonly ok: boolean
  readonly wanted: number
  readonly given: number
  /** One for each variable, in order; `undefined` where the value fits. */
  readonly problems: readonly (ValueProblem | undefined)[]
}

/**
 * Whether these values can be filled in: one for each variable (result code 1012004), each of its form and
 * length (1012005).
 */
export function checkValues(content: string, values: readonly string[]): ValuesCheck {
  const variables = variablesOf(content)
  const problems = variables.map((variable, at) => valueProblem(variable, values[at] ?? ''))
  const counts = { wanted: variables.length, given: values.length }
  return {
    ...counts,
    ok: counts.wanted === counts.given && problems.every((problem) => problem === undefined),
    problems,
  }
}

/**
 * Why a value does not fit its variable. Lengths are bytes of UTF-8: one page says so, others only say length,
 * and what fits in bytes fits in characters too (audio.md §6).
 */
export function valueProblem(variable: Variable, value: string): ValueProblem | undefined {
  if (value === '') return { code: 'empty' }
  // Forbidden in every value (voice-call.md, PlayContentInfo).
  if (/[${}]/.test(value)) return { code: 'signs' }
  switch (variable.kind) {
    case 'TXT':
      return lengthProblem(value, variable.most)
    case 'NUM':
      return /^[0-9]+$/.test(value) ? lengthProblem(value, variable.most) : { code: 'digitsOnly' }
    case 'DATE':
      return dateProblem(value)
    case 'TIME':
      return /^(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?$/.test(value) ? undefined : { code: 'time' }
  }
}

function lengthProblem(value: string, most: number): ValueProblem | undefined {
  const limit = Math.min(most, MOST_VALUE_BYTES)
  const bytes = utf8Length(value)
  return bytes > limit ? { code: 'tooLong', bytes, most: limit } : undefined
}

function dateProblem(value: string): ValueProblem | undefined {
  const match = /^([0-9]{4})\/([0-9]{2})\/([0-9]{2})$/.exec(value)
  if (match === null) return { code: 'date' }
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const real = year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return real ? undefined : { code: 'noSuchDay' }
}

/** A stretch of what is read out: text, a value, or a variable that has no value yet. */
export type Spoken = {
  readonly from: 'text' | 'value' | 'missing'
  readonly text: string
  /** Where it begins in the content. */
  readonly offset: number
}

/** What the callee hears, stretch by stretch. What is no right variable stays as written. */
export function spokenParts(content: string, values: readonly string[]): readonly Spoken[] {
  let at = 0
  return parseTemplate(content).map((part): Spoken => {
    const { offset, written } = part
    if (part.is !== 'variable') return { from: 'text', text: written, offset }
    const value = values[at] ?? ''
    at += 1
    return value === '' ? { from: 'missing', text: written, offset } : { from: 'value', text: value, offset }
  })
}

/** What the callee hears, as text. */
export const fillTemplate = (content: string, values: readonly string[]): string =>
  spokenParts(content, values)
    .map(({ text }) => text)
    .join('')
