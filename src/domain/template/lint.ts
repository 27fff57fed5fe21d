import { adviceFor } from './advice.ts'
import { placeBeyond, utf8Length } from './bytes.ts'
import {
  type Malformed,
  MOST_VALUE_BYTES,
  type Part,
  type Place,
  parseTemplate,
  type Variable,
  writeVariable,
} from './parse.ts'

/** Content of a template in UTF-8 (audio.md §6). */
export const MOST_TEMPLATE_BYTES = 900
/** A variable beyond this is a slip of the finger and is not split over so many. */
const MOST_SPLIT = 10

export type TemplateFindingCode =
  | 'empty'
  | 'tooLong'
  | 'firstNotChinese'
  | Malformed
  | 'variableTooLong'
  | 'datesTouch'
  | 'digits'
  | 'latin'
  | 'unit'

export type TemplateFinding = Place & {
  readonly code: TemplateFindingCode
  /** `stop`: the platform refuses it. `warn`: it is likely to be misread. `note`: good to know. */
  readonly weight: 'stop' | 'warn' | 'note'
  readonly params: Readonly<Record<string, string | number>>
  /** What may stand in that place instead. */
  readonly mend?: string
}

const ORDER = ['stop', 'warn', 'note']

/** Everything that is wrong with the content of a template (audio.md §6), what stops it first. */
export function lintTemplate(content: string): readonly TemplateFinding[] {
  const parts = parseTemplate(content)
  const found = [
    ...ofLength(content),
    ...ofBeginning(content, parts),
    ...parts.flatMap(ofPart),
    ...ofNeighbours(parts),
    ...adviceFor(parts).map((advice) => ({
      ...advice,
      weight: advice.code === 'digits' ? ('note' as const) : ('warn' as const),
      params: { written: content.slice(advice.offset, advice.offset + advice.length) },
    })),
  ]
  return found.sort(
    (one, other) => ORDER.indexOf(one.weight) - ORDER.indexOf(other.weight) || one.offset - other.offset,
  )
}

/** Whether the platform would take it. */
export const isTemplateAcceptable = (findings: readonly Pick<TemplateFinding, 'weight'>[]): boolean =>
  findings.every(({ weight }) => weight !== 'stop')

/** The content with what a finding offers in its place. */
export function mendTemplate(content: string, finding: Place & { readonly mend: string }): string {
  return content.slice(0, finding.offset) + finding.mend + content.slice(finding.offset + finding.length)
}

function ofLength(content: string): TemplateFinding[] {
  const bytes = utf8Length(content)
  if (bytes <= MOST_TEMPLATE_BYTES) return []
  const offset = placeBeyond(content, MOST_TEMPLATE_BYTES)
  const params = { bytes, most: MOST_TEMPLATE_BYTES, over: bytes - MOST_TEMPLATE_BYTES }
  return [{ code: 'tooLong', weight: 'stop', offset, length: content.length - offset, params }]
}

function ofBeginning(content: string, parts: readonly Part[]): TemplateFinding[] {
  if (content.trim() === '') {
    return [{ code: 'empty', weight: 'stop', offset: 0, length: content.length, params: {} }]
  }
  if (/^\p{Script=Han}/u.test(content)) return []
  const blanks = /^\s+(?=\p{Script=Han})/u.exec(content)?.[0]
  const [first] = parts
  const length =
    blanks?.length ??
    (first === undefined || first.is === 'text' ? (/^./su.exec(content)?.[0].length ?? 0) : first.length)
  return [
    {
      code: 'firstNotChinese',
      weight: 'stop',
      offset: 0,
      length,
      params: {},
      ...(blanks === undefined ? {} : { mend: '' }),
    },
  ]
}

function ofPart(part: Part): TemplateFinding[] {
  const { offset, length, written } = part
  if (part.is === 'malformed') {
    return [
      {
        code: part.why,
        // What belongs to no variable is not forbidden in so many words; in values it is (voice-call.md §4).
        weight: part.why === 'bareSign' ? 'warn' : 'stop',
        offset,
        length,
        params: { written },
        ...(part.mend === undefined ? {} : { mend: part.mend }),
      },
    ]
  }
  if (part.is === 'text' || !('most' in part.variable) || part.variable.most <= MOST_VALUE_BYTES) return []
  const mend = splitVariable(part.variable)
  return [
    {
      code: 'variableTooLong',
      weight: 'stop',
      offset,
      length,
      params: { written, length: part.variable.most, most: MOST_VALUE_BYTES },
      ...(mend === undefined ? {} : { mend }),
    },
  ]
}

/** Several variables that hold as much together. */
function splitVariable({ kind, most }: Extract<Variable, { most: number }>): string | undefined {
  const whole = Math.floor(most / MOST_VALUE_BYTES)
  const rest = most % MOST_VALUE_BYTES
  if (whole > MOST_SPLIT) return undefined
  const sizes = [...Array.from({ length: whole }, () => MOST_VALUE_BYTES), ...(rest === 0 ? [] : [rest])]
  return sizes.map((size) => writeVariable({ kind, most: size })).join('')
}

/** A date and a time that touch, or have nothing but blanks between them, need a comma (audio.md §6). */
function ofNeighbours(parts: readonly Part[]): TemplateFinding[] {
  const solid = parts.filter((part) => part.is !== 'text' || part.written.trim() !== '')
  return solid.flatMap((part, at): TemplateFinding[] => {
    const next = solid[at + 1]
    if (next === undefined || !isMoment(part) || !isMoment(next)) return []
    const written = `${part.written}，${next.written}`
    return [
      {
        code: 'datesTouch',
        weight: 'stop',
        offset: part.offset,
        length: next.offset + next.length - part.offset,
        params: { written },
        mend: written,
      },
    ]
  })
}

const isMoment = (part: Part): boolean => part.is === 'variable' && !('most' in part.variable)
