import type { FormBody } from '../../../contract/forms.ts'
import type { CodeRequest, Content, NotifyRequest } from '../../../contract/notify.ts'
import type { Profile } from '../../../contract/profiles.ts'
import {
  areContentsAcceptable,
  checkContents,
  codeProblem,
  type Library,
  USUAL_TIMES,
} from '../../../domain/notify/index.ts'
import { parseDialled } from '../../../domain/phone/parse.ts'
import { isPromptName } from '../../../domain/prompt/index.ts'
import type { TemplateId } from '../../../domain/values.ts'

export type Collect = NonNullable<Content['collect']>

/** A value of a template: the same for everybody, or what a list has in a column. */
export type DraftValue =
  | { readonly from: 'text'; readonly text: string }
  | { readonly from: 'column'; readonly column: number }

export const NO_VALUE: DraftValue = { from: 'text', text: '' }

/** A content as it stands in the form; a template may not have been chosen yet. `key` stays with it when it moves. */
export type DraftContent = { readonly key: string; readonly collect?: Collect | undefined } & (
  | { readonly kind: 'prompt'; readonly name: string }
  | {
      readonly kind: 'template'
      readonly templateId: TemplateId | undefined
      readonly values: readonly DraftValue[]
    }
)

export type NotificationFields = {
  readonly callee: string
  readonly display: string
  readonly contents: readonly DraftContent[]
}

export type CodeFields = {
  readonly callee: string
  readonly display: string
  readonly kind: 'generated' | 'given'
  readonly digits: number
  readonly code: string
  readonly before: string
  readonly after: string
  readonly times: number
}

export const NO_CODE: CodeFields = {
  callee: '',
  display: '',
  kind: 'generated',
  digits: 6,
  code: '',
  before: '',
  after: '',
  times: USUAL_TIMES,
}

/**
 * The contents as they are for one callee; one whose template is not chosen is left out.
 *
 * @param cells the row of a list whose columns the values name
 */
export const contentsOf = (drafts: readonly DraftContent[], cells: readonly string[] = []): Content[] =>
  drafts.flatMap((draft): Content[] => {
    const collect = draft.collect === undefined ? {} : { collect: draft.collect }
    if (draft.kind === 'prompt') return [{ kind: 'prompt', name: draft.name.trim(), ...collect }]
    const { templateId } = draft
    const values = draft.values.map((value) =>
      value.from === 'text' ? value.text : (cells[value.column] ?? ''),
    )
    return templateId === undefined ? [] : [{ kind: 'template', templateId, values, ...collect }]
  })

export const draftsOf = (contents: readonly Content[], newKey: () => string): DraftContent[] =>
  contents.map(
    (content): DraftContent =>
      content.kind === 'prompt'
        ? { key: newKey(), ...content }
        : { key: newKey(), ...content, values: content.values.map((text) => ({ from: 'text', text })) },
  )

export type Need =
  | 'paused'
  | 'secret'
  | 'number'
  | 'contents'
  | 'template'
  | 'mend'
  | 'code'
  | 'before'
  | 'after'

type Drafted<R> =
  | { readonly ok: true; readonly request: Omit<R, 'requestId'> }
  | { readonly ok: false; readonly need: Need }

const displayOf = (profile: Profile, chosen: string) =>
  profile.displayNumbers.find((number) => number === chosen) ?? profile.displayNumbers[0]

function obstacle(profile: Profile): Need | undefined {
  if (profile.pause !== undefined) return 'paused'
  return profile.hasSecret ? undefined : 'secret'
}

/** The notification that the form stands for, or the first thing that is missing. */
export function draftNotification(
  fields: NotificationFields,
  profile: Profile,
  library: Library,
): Drafted<NotifyRequest> {
  const stands = obstacle(profile)
  if (stands !== undefined) return { ok: false, need: stands }
  const callee = parseDialled(fields.callee)
  const display = displayOf(profile, fields.display)
  if (!callee.ok || display === undefined) return { ok: false, need: 'number' }
  if (fields.contents.length === 0) return { ok: false, need: 'contents' }
  if (fields.contents.some((draft) => draft.kind === 'template' && draft.templateId === undefined)) {
    return { ok: false, need: 'template' }
  }
  const contents = contentsOf(fields.contents)
  if (!areContentsAcceptable(checkContents(contents, library))) return { ok: false, need: 'mend' }
  return { ok: true, request: { profileId: profile.id, callee: callee.number, display, contents } }
}

/** The verification code that the form stands for, or the first thing that is missing. */
export function draftCode(fields: CodeFields, profile: Profile): Drafted<CodeRequest> {
  const stands = obstacle(profile)
  if (stands !== undefined) return { ok: false, need: stands }
  const callee = parseDialled(fields.callee)
  const display = displayOf(profile, fields.display)
  if (!callee.ok || display === undefined) return { ok: false, need: 'number' }
  if (fields.kind === 'given' && codeProblem(fields.code) !== undefined) return { ok: false, need: 'code' }
  const before = fields.before.trim()
  const after = fields.after.trim()
  if (!isPromptName(before)) return { ok: false, need: 'before' }
  if (after !== '' && !isPromptName(after)) return { ok: false, need: 'after' }
  return {
    ok: true,
    request: {
      profileId: profile.id,
      callee: callee.number,
      display,
      code:
        fields.kind === 'given'
          ? { kind: 'given', code: fields.code }
          : { kind: 'generated', digits: fields.digits },
      options: { before, times: fields.times, ...(after === '' ? {} : { after }) },
    },
  }
}

/** What a saved form keeps of the fields: no number and no code. */
export function bodyOf(
  tab: 'notification' | 'verification',
  notification: NotificationFields,
  code: CodeFields,
): FormBody | undefined {
  if (tab === 'notification') {
    const contents = contentsOf(notification.contents)
    return contents.length === 0 ? undefined : { kind: 'notification', contents }
  }
  const before = code.before.trim()
  const after = code.after.trim()
  if (before === '') return undefined
  return {
    kind: 'verification',
    digits: code.digits,
    options: { before, times: code.times, ...(after === '' ? {} : { after }) },
  }
}

export type Tab = 'notification' | 'verification'
