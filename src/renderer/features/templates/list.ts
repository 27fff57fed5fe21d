import type { Template } from '../../../contract/templates.ts'
import type { TemplateId } from '../../../domain/values.ts'
import type { TemplateForm } from './form.ts'

/** A line of the list: a template that is kept, one that is being written for the first time, or both. */
export type TemplateRow = {
  readonly id: TemplateId
  readonly title: string
  readonly content: string
  /** Absent until it is kept for the first time. */
  readonly template: Template | undefined
  readonly unsaved: boolean
}

/** The newer form of one template among the others. */
export function withOne(list: readonly Template[], template: Template): readonly Template[] {
  const known = list.find(({ id }) => id === template.id)
  if (known !== undefined && known.revision >= template.revision) return list
  return [...list.filter(({ id }) => id !== template.id), template]
}

/**
 * A list that was read, without losing what changed after it was read.
 *
 * @param read a list as it was at its revision
 */
export function mergeRead(
  known: readonly Template[],
  read: { readonly revision: number; readonly templates: readonly Template[] },
): readonly Template[] {
  return known
    .filter(({ revision }) => revision > read.revision)
    .reduce((list: readonly Template[], newer) => withOne(list, newer), read.templates)
}

/** What the list shows: those never kept first, then by title; a search looks at everything that is written. */
export function rowsOf(
  list: readonly Template[],
  drafts: ReadonlyMap<TemplateId, TemplateForm>,
  search: string,
  language: string,
): readonly TemplateRow[] {
  const kept = new Set(list.map(({ id }) => id))
  const fresh = [...drafts].filter(([id]) => !kept.has(id))
  const rows: TemplateRow[] = [
    ...fresh.map(([id, { title, content }]) => ({ id, title, content, template: undefined, unsaved: true })),
    ...list
      .toSorted((one, other) => one.title.localeCompare(other.title, language))
      .map((template) => {
        const { title, content } = drafts.get(template.id) ?? template
        return { id: template.id, title, content, template, unsaved: drafts.has(template.id) }
      }),
  ]
  const wanted = search.trim().toLowerCase()
  return wanted === ''
    ? rows
    : rows.filter(({ title, content, template }) =>
        [title, content, template?.platformTemplateId ?? '', template?.description ?? ''].some((text) =>
          text.toLowerCase().includes(wanted),
        ),
      )
}
