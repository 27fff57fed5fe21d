/** Longer values must be split over several variables (audio.md §6). */
export const MOST_VALUE_BYTES = 32

/** A place in the content, in UTF-16 units as a field of text counts. */
export type Place = { readonly offset: number; readonly length: number }

/** The four forms the platform knows (audio.md §6). */
export type Variable =
  | { readonly kind: 'TXT' | 'NUM'; readonly most: number }
  | { readonly kind: 'DATE' | 'TIME' }

export type Malformed =
  /** `${txt_5}`, `${ TXT_5 }`, `${TXT_05}`, `${DATE_8}`: nearly right */
  | 'variableWriting'
  /** `${TXT}`: says not how long */
  | 'variableLength'
  | 'variableZero'
  /** `${name}`: no form of the platform */
  | 'variableUnknown'
  /** `${NUM_3`: without its end */
  | 'variableUnclosed'
  /** `{NUM_3}` */
  | 'variableDollar'
  /** `$NUM_3` */
  | 'variableBraces'
  /** `＄｛NUM_3｝`, as an input method writes it */
  | 'variableFullWidth'
  /** A `$`, `{` or `}` that belongs to nothing */
  | 'bareSign'

export type Part = Place & { readonly written: string } & (
    | { readonly is: 'text' }
    | { readonly is: 'variable'; readonly variable: Variable }
    /** `mend` is what was most likely meant. */
    | { readonly is: 'malformed'; readonly why: Malformed; readonly mend?: string }
  )

const EXACT = /^\$\{(?:(TXT|NUM)_([1-9][0-9]{0,5})|(DATE|TIME))\}$/

/**
 * What could be a variable, the longest first: with both braces, without the closing one, without any, and the
 * signs alone. Full-width signs count as theirs only where a variable is written with them; elsewhere they are
 * punctuation.
 */
const CANDIDATE =
  /[$＄]?[{｛][^{}｛｝$＄\n]*[}｝]|[$＄][{｛][A-Za-z_0-9]*|[$＄](?:(?:TXT|NUM)_?[0-9]*|DATE|TIME)|[${}]/giu

/** The content as runs of text and what stands for variables, in order and without gaps. */
export function parseTemplate(content: string): readonly Part[] {
  const parts: Part[] = []
  let end = 0
  for (const match of content.matchAll(CANDIDATE)) {
    const read = readCandidate(match[0])
    if (read === undefined) continue
    if (match.index > end) parts.push(textPart(content, end, match.index))
    const written = match[0]
    parts.push({ ...read, written, offset: match.index, length: written.length })
    end = match.index + written.length
  }
  if (end < content.length) parts.push(textPart(content, end, content.length))
  return parts
}

/** The variables alone; each takes one value of `templateParas`, in this order. */
export const variablesOf = (content: string): readonly (Variable & Place)[] =>
  parseTemplate(content).flatMap((part) =>
    part.is === 'variable' ? [{ ...part.variable, offset: part.offset, length: part.length }] : [],
  )

/** As the platform writes it. */
export const writeVariable = (variable: Variable): string =>
  'most' in variable ? `\${${variable.kind}_${variable.most}}` : `\${${variable.kind}}`

const textPart = (content: string, from: number, to: number): Part => ({
  is: 'text',
  written: content.slice(from, to),
  offset: from,
  length: to - from,
})

type Read =
  | { readonly is: 'variable'; readonly variable: Variable }
  | { readonly is: 'malformed'; readonly why: Malformed; readonly mend?: string }

function readCandidate(written: string): Read | undefined {
  const exact = EXACT.exec(written)
  if (exact !== null) return { is: 'variable', variable: variableOf(exact) }

  const plain = written.normalize('NFKC')
  const fullWidth = /[＄｛｝]/u.test(written)
  const inside = plain
    .replace(/^\$?\{?/, '')
    .replace(/\}$/, '')
    .trim()
  const meant = meantBy(inside.toUpperCase())
  if (meant === undefined) {
    // Neither a dollar nor anything that reads like a variable: punctuation, if it is full-width.
    if (fullWidth && !plain.startsWith('$')) return undefined
    if (!plain.startsWith('${')) return { is: 'malformed', why: 'bareSign' }
    return { is: 'malformed', why: plain.endsWith('}') ? 'variableUnknown' : 'variableUnclosed' }
  }
  if (meant === 'length' || meant === 'zero') {
    return { is: 'malformed', why: meant === 'zero' ? 'variableZero' : 'variableLength' }
  }
  return { is: 'malformed', why: slipOf(plain, fullWidth), mend: writeVariable(meant) }
}

function slipOf(plain: string, fullWidth: boolean): Malformed {
  if (fullWidth) return 'variableFullWidth'
  if (!plain.startsWith('$')) return 'variableDollar'
  if (!plain.startsWith('${')) return 'variableBraces'
  return plain.endsWith('}') ? 'variableWriting' : 'variableUnclosed'
}

/** Which variable a text in capitals comes near to, or what it lacks. */
function meantBy(inside: string): Variable | 'length' | 'zero' | undefined {
  const dated = /^(DATE|TIME)(?:[_-]?[0-9]*)$/.exec(inside)
  if (dated !== null) return { kind: dated[1] === 'DATE' ? 'DATE' : 'TIME' }
  const sized = /^(TXT|NUM)[\s_-]*([0-9]*)$/.exec(inside)
  if (sized === null) return undefined
  if (sized[2] === '') return 'length'
  const most = Number(sized[2])
  return most === 0 ? 'zero' : { kind: sized[1] === 'TXT' ? 'TXT' : 'NUM', most }
}

function variableOf(match: RegExpExecArray): Variable {
  if (match[3] !== undefined) return { kind: match[3] === 'DATE' ? 'DATE' : 'TIME' }
  return { kind: match[1] === 'TXT' ? 'TXT' : 'NUM', most: Number(match[2]) }
}
