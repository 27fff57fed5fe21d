import { type TemplateFinding, variablesOf } from '../../../domain/template/index.ts'

/** A run of the content that looks the same throughout. */
export type Stretch = {
  readonly at: number
  readonly text: string
  readonly variable: boolean
  /** The gravest finding there. */
  readonly weight: TemplateFinding['weight'] | undefined
}

const GRAVEST_FIRST = ['stop', 'warn', 'note'] as const

/** The content cut wherever a variable or the place of a finding begins or ends; they may overlap. */
export function stretchesOf(content: string, findings: readonly TemplateFinding[]): readonly Stretch[] {
  const variables = variablesOf(content)
  const cuts = new Set([0, content.length])
  for (const { offset, length } of [...variables, ...findings]) {
    cuts.add(Math.min(offset, content.length))
    cuts.add(Math.min(offset + length, content.length))
  }
  const places = [...cuts].sort((one, other) => one - other)
  return places.slice(0, -1).map((at, index) => {
    const end = places[index + 1] ?? content.length
    const covers = (place: { readonly offset: number; readonly length: number }) =>
      place.offset <= at && place.offset + place.length >= end
    const weights = findings.filter(covers).map(({ weight }) => weight)
    return {
      at,
      text: content.slice(at, end),
      variable: variables.some(covers),
      weight: GRAVEST_FIRST.find((weight) => weights.includes(weight)),
    }
  })
}
