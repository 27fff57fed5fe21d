import { type Template, TemplateFields } from '../../../contract/templates.ts'
import type { Translate } from '../../i18n/index.ts'

/** A template as it stands in the form: every field is a text, as typed. */
export type TemplateForm = { readonly [K in keyof TemplateFields]-?: string }

export const NEW_TEMPLATE: TemplateForm = {
  title: '',
  content: '',
  speed: '',
  scene: '',
  description: '',
  platformTemplateId: '',
}

export const formOf = (fields: TemplateFields): TemplateForm => ({
  title: fields.title,
  content: fields.content,
  speed: fields.speed ?? '',
  scene: fields.scene ?? '',
  description: fields.description ?? '',
  platformTemplateId: fields.platformTemplateId ?? '',
})

/** The fields that are sent, optional ones only when they say something; `undefined` while one is wrong. */
export function fieldsOf(form: TemplateForm): TemplateFields | undefined {
  const { title, content, ...optional } = form
  const given = Object.entries(optional).filter(([, text]) => text.trim() !== '')
  const read = TemplateFields.safeParse({ title, content, ...Object.fromEntries(given) })
  return read.success ? read.data : undefined
}

/** What is wrong with each field, in words. The content is kept whatever is wrong with it; the lint tells. */
export function problemsOf(form: TemplateForm, t: Translate): Partial<Record<keyof TemplateForm, string>> {
  const { shape } = TemplateFields
  const wrong = (field: Exclude<keyof TemplateForm, 'title' | 'content'>) =>
    form[field].trim() !== '' && !shape[field].safeParse(form[field]).success
  return {
    ...(shape.title.safeParse(form.title).success ? {} : { title: t('templates.problem.title') }),
    ...(shape.content.safeParse(form.content).success ? {} : { content: t('templates.problem.content') }),
    ...(wrong('speed') ? { speed: t('templates.problem.speed') } : {}),
    ...(wrong('scene') ? { scene: t('templates.problem.scene') } : {}),
    ...(wrong('description') ? { description: t('templates.problem.description') } : {}),
    ...(wrong('platformTemplateId') ? { platformTemplateId: t('templates.problem.platformTemplateId') } : {}),
  }
}

export const isSameForm = (one: TemplateForm, other: TemplateForm): boolean =>
  one.title === other.title &&
  one.content === other.content &&
  one.speed === other.speed &&
  one.scene === other.scene &&
  one.description === other.description &&
  one.platformTemplateId === other.platformTemplateId

/** A copy to start from; the platform gives it an id of its own. */
export const copyOf = (template: Template, title: string): TemplateForm => ({
  ...formOf(template),
  title,
  platformTemplateId: '',
})
