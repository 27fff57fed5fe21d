import { type Spoken, spokenParts } from '../template/index.ts'
import type { Collect, Content, Library } from './contents.ts'

/** What the callee hears, step by step. */
export type Heard =
  | { readonly step: 'sound'; readonly at: number; readonly name: string; readonly known: boolean }
  | {
      readonly step: 'speech'
      readonly at: number
      readonly title: string
      readonly parts: readonly Spoken[]
    }
  | { readonly step: 'digits'; readonly at: number; readonly collect: Collect }
  | { readonly step: 'end' }

/** The course of a notification that is answered: each content, the wait for its digits, the platform's hang-up. */
export function heardSteps(contents: readonly Content[], library: Library): readonly Heard[] {
  const steps = contents.flatMap((content, at): Heard[] => [
    played(content, at, library),
    ...(content.collect === undefined ? [] : [{ step: 'digits' as const, at, collect: content.collect }]),
  ])
  return [...steps, { step: 'end' }]
}

function played(content: Content, at: number, library: Library): Heard {
  if (content.kind === 'prompt') {
    return { step: 'sound', at, name: content.name, known: library.prompt(content.name) !== undefined }
  }
  const template = library.template(content.templateId)
  return {
    step: 'speech',
    at,
    title: template?.title ?? '',
    parts: template === undefined ? [] : spokenParts(template.content, content.values),
  }
}
