import type { Choices, TemplateSpec } from './options.ts'
import { badParameter, refusal } from './refusals.ts'

const VARIABLE = /\$\{(TXT|NUM)_(\d+)\}|\$\{(DATE|TIME)\}/g

type Variable = { readonly kind: string; readonly longest: number }

/** The variables of a template in their order (audio.md 6). */
function variablesOf(content: string): readonly Variable[] {
  return [...content.matchAll(VARIABLE)].map(([, sized, size, fixed]) => ({
    kind: sized ?? fixed ?? '',
    longest: Number(size ?? 0),
  }))
}

const bytesOf = (text: string) => Buffer.byteLength(text, 'utf8')

function realDay(value: string): boolean {
  const day = new Date(`${value.replaceAll('/', '-')}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === value.replaceAll('/', '-')
}

/** Whether a value fits its variable: kind and length of audio.md 6, and never more than 32 bytes. */
function fits(variable: Variable, value: string, lengthOf: Choices['templateLengthOf']): boolean {
  if (value === '' || bytesOf(value) > 32) return false
  switch (variable.kind) {
    case 'TXT':
      return (lengthOf === 'bytes' ? bytesOf(value) : [...value].length) <= variable.longest
    case 'NUM':
      return /^[0-9]+$/.test(value) && value.length <= variable.longest
    case 'DATE':
      return /^\d{4}\/\d{2}\/\d{2}$/.test(value) && realDay(value)
    default:
      return /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value)
  }
}

/**
 * Template and values of one item of playInfoList: 1012003 unknown, 1012002 not approved, 1012004 wrong
 * count, 1012005 wrong value (result-codes.json).
 */
export function checkTemplate(
  templates: readonly TemplateSpec[],
  id: string,
  values: readonly string[] | undefined,
  choices: Choices,
  place: string,
): void {
  const template = templates.find((one) => one.id === id)
  if (template === undefined) throw refusal('1012003')
  if (!template.approved) throw refusal('1012002')
  const variables = variablesOf(template.content)
  if (values === undefined) {
    if (variables.length === 0 && choices.templateParasOptional) return
    throw badParameter(`${place}templateParas`, 'is missing')
  }
  if (values.some((value) => /[${}]/.test(value))) {
    throw badParameter(`${place}templateParas`, 'must not contain $, { or }')
  }
  if (values.length !== variables.length) throw refusal('1012004')
  variables.forEach((variable, at) => {
    const value = values[at] ?? ''
    if (!fits(variable, value, choices.templateLengthOf)) {
      throw refusal('1012005', `${value} of templateParas does not meet template requirements.`)
    }
  })
}
