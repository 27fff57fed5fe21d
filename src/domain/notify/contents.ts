import { isPromptName } from '../prompt/name.ts'
import { checkValues, type ValueProblem } from '../template/index.ts'
import type { TemplateId } from '../values.ts'
import { MOST_CONTENTS, MOST_DIGITS } from './limits.ts'

/** Digits to be pressed after a content was played. */
export type Collect = {
  /** How many: 1 to 32. */
  readonly digits: number
  /**
   * The content is played again when exactly these digits were pressed, as many as are collected; anything else
   * goes on. A replay without such digits is never asked for: what it would do is not confirmed (voice-call.md §3).
   */
  readonly replayOn?: string | undefined
}

/** One content: a prompt, or a voice template with one value for each of its variables. */
export type Content =
  | { readonly kind: 'prompt'; readonly name: string; readonly collect?: Collect | undefined }
  | {
      readonly kind: 'template'
      readonly templateId: TemplateId
      readonly values: readonly string[]
      readonly collect?: Collect | undefined
    }

/** What is known of a voice template, for the account in question. */
export type TemplateFacts = {
  readonly id: TemplateId
  readonly title: string
  readonly content: string
  /** The platform's id; without it the template cannot be named in a request. */
  readonly platformTemplateId?: string | undefined
  readonly passed: boolean
}

/** What is known of a prompt, for the account in question. */
export type PromptFacts = { readonly name: string; readonly passed: boolean; readonly seconds: number }

/** Looks up what a content names; `undefined` when it is not in the library. */
export type Library = {
  readonly template: (id: TemplateId) => TemplateFacts | undefined
  readonly prompt: (name: string) => PromptFacts | undefined
}

export type ContentFindingCode =
  | 'none'
  | 'tooMany'
  | 'promptEmpty'
  | 'promptName'
  | 'promptUnknown'
  | 'promptNotPassed'
  | 'templateUnknown'
  | 'templateNotEntered'
  | 'templateNotPassed'
  | 'valuesCount'
  | 'value'
  | 'digitsRange'
  | 'replayDigitsOnly'
  | 'replayLength'

export type ContentFinding = {
  readonly code: ContentFindingCode
  /** stop: the platform would refuse it; warn: it may, or callees will be puzzled. */
  readonly weight: 'stop' | 'warn'
  /** Which content, from 0; absent when it is about all of them. */
  readonly at?: number
  /** Which value of it, from 0. */
  readonly value?: number
  /** Of a value that does not fit its variable. */
  readonly problem?: ValueProblem
  readonly params: Readonly<Record<string, string | number>>
}

const stop = (code: ContentFindingCode, more: Partial<ContentFinding> = {}): ContentFinding => ({
  code,
  weight: 'stop',
  params: {},
  ...more,
})
const warn = (code: ContentFindingCode, more: Partial<ContentFinding> = {}): ContentFinding => ({
  code,
  weight: 'warn',
  params: {},
  ...more,
})

/** Every rule of `playInfoList` (voice-call.md §3 and §8.4), what stops it first. */
export function checkContents(contents: readonly Content[], library: Library): readonly ContentFinding[] {
  const found: ContentFinding[] = []
  if (contents.length === 0) found.push(stop('none'))
  if (contents.length > MOST_CONTENTS) found.push(stop('tooMany', { params: { most: MOST_CONTENTS } }))
  for (const [at, content] of contents.entries()) {
    const own = content.kind === 'prompt' ? checkPrompt(content, library) : checkTemplate(content, library)
    found.push(...[...own, ...checkCollect(content.collect)].map((finding) => ({ ...finding, at })))
  }
  return found.sort((one, other) => Number(one.weight === 'warn') - Number(other.weight === 'warn'))
}

export const areContentsAcceptable = (findings: readonly ContentFinding[]): boolean =>
  findings.every(({ weight }) => weight !== 'stop')

function checkPrompt({ name }: Extract<Content, { kind: 'prompt' }>, library: Library): ContentFinding[] {
  if (name.trim() === '') return [stop('promptEmpty')]
  if (!isPromptName(name)) return [stop('promptName', { params: { name } })]
  const known = library.prompt(name)
  // It may have come onto the platform without this application.
  if (known === undefined) return [warn('promptUnknown', { params: { name } })]
  return known.passed ? [] : [warn('promptNotPassed', { params: { name } })]
}

function checkTemplate(content: Extract<Content, { kind: 'template' }>, library: Library): ContentFinding[] {
  const known = library.template(content.templateId)
  if (known === undefined) return [stop('templateUnknown')]
  const { title } = known
  const found: ContentFinding[] = []
  if (known.platformTemplateId === undefined) found.push(stop('templateNotEntered', { params: { title } }))
  if (!known.passed) found.push(warn('templateNotPassed', { params: { title } }))
  const { wanted, given, problems } = checkValues(known.content, content.values)
  if (wanted !== given) found.push(stop('valuesCount', { params: { title, wanted, given } }))
  for (const [value, problem] of problems.entries()) {
    if (problem === undefined || value >= given) continue
    found.push(stop('value', { value, problem, params: { title, number: value + 1 } }))
  }
  return found
}

function checkCollect(collect: Collect | undefined): ContentFinding[] {
  if (collect === undefined) return []
  const { digits, replayOn } = collect
  if (!Number.isInteger(digits) || digits < 1 || digits > MOST_DIGITS) {
    return [stop('digitsRange', { params: { most: MOST_DIGITS } })]
  }
  if (replayOn === undefined) return []
  if (!/^[0-9]*$/.test(replayOn)) return [stop('replayDigitsOnly')]
  return replayOn.length === digits ? [] : [stop('replayLength', { params: { digits } })]
}

/** Names of the prompts that contents play, each once. */
export const promptsIn = (
  contents: readonly { readonly kind: string; readonly name?: string }[],
): string[] => [
  ...new Set(
    contents.flatMap((content) => (content.kind === 'prompt' && content.name ? [content.name] : [])),
  ),
]
