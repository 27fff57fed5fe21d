import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import { type Template, TemplateFields } from '../../contract/templates.ts'
import { currentReviews, type ReviewState } from '../../domain/prompt/index.ts'
import { isTemplateAcceptable, lintTemplate, utf8Length } from '../../domain/template/index.ts'
import type { TemplateId, UtcMs } from '../../domain/values.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store, StoredReview, StoredTemplate } from '../store/index.ts'

/** Steps that the person is about to take; the others are what the platform has said, whatever we think. */
const OWN_STEPS: ReadonlySet<ReviewState> = new Set(['prepared', 'uploaded', 'inReview'])

/**
 * Voice templates. The platform has no operation for them (audio.md §6), so they are written and checked here,
 * entered on its console by hand, and what became of them there is noted.
 */
export function createTemplates(options: {
  store: Store
  publish: Publish
  clock: () => UtcMs
  nextRevision: () => number
}): Handlers<'templates'> {
  const { store, publish, clock, nextRevision } = options

  async function kept(id: TemplateId): Promise<StoredTemplate> {
    const found = await store.template(id)
    if (found === undefined || found.removedAt !== undefined) throw new Refusal('template.notFound')
    return found
  }

  /**
   * A template with its reviews as they are now. The revision is taken before anything is read: what has the
   * higher one has seen every change that the lower one has.
   */
  async function told(id: TemplateId): Promise<Template> {
    const revision = nextRevision()
    const template = shown(await kept(id), await store.reviews(id), revision)
    publish({ name: 'templates.changed', payload: template })
    return template
  }

  return {
    async list() {
      const revision = nextRevision()
      const [all, reviews] = await Promise.all([store.templates(), store.reviews()])
      const bySubject = Map.groupBy(reviews, ({ subject }) => subject)
      return {
        revision,
        templates: all.map((template) => shown(template, bySubject.get(template.id) ?? [], revision)),
      }
    },

    async get({ templateId }) {
      const revision = nextRevision()
      const [template, steps] = await Promise.all([kept(templateId), store.reviews(templateId)])
      const history = steps.map(({ subject: _subject, ...step }) => step).reverse()
      return { template: shown(template, steps, revision), history }
    },

    async save({ templateId, fields }) {
      // One that was removed is had back by `restore`, not by a late save.
      const before = await store.template(templateId)
      if (before?.removedAt !== undefined) throw new Refusal('template.notFound')
      await store.saveTemplate(templateId, fields, clock())
      return told(templateId)
    },

    async remove({ templateId }) {
      const before = await store.template(templateId)
      if (before === undefined || before.removedAt !== undefined) return { removed: false }
      const now = clock()
      await store.saveTemplate(templateId, before.fields, now, now)
      publish({ name: 'templates.removed', payload: { templateId } })
      return { removed: true }
    },

    async restore({ templateId }) {
      const before = await store.template(templateId)
      if (before === undefined) throw new Refusal('template.notFound')
      if (before.removedAt !== undefined) await store.saveTemplate(templateId, before.fields, clock())
      return told(templateId)
    },

    async setReview({ templateId, profileId, state, note }) {
      const { content } = fieldsOf(await kept(templateId))
      if ((await store.profile(profileId)) === undefined) throw new Refusal('profile.notFound')
      if (OWN_STEPS.has(state) && !isTemplateAcceptable(lintTemplate(content))) {
        throw new Refusal('template.notAcceptable')
      }
      const now = currentReviews(await store.reviews(templateId), content).find(
        (review) => review.profileId === profileId,
      )
      // Asked again after a lost answer, it is the same step.
      if (now?.state !== state || now.note !== note) {
        await store.addReview({ subject: templateId, version: content, profileId, state, note, at: clock() })
      }
      return told(templateId)
    },
  }
}

const fieldsOf = ({ fields }: StoredTemplate): TemplateFields => TemplateFields.parse(fields)

function shown(stored: StoredTemplate, steps: readonly StoredReview[], revision: number): Template {
  const fields = fieldsOf(stored)
  return {
    ...fields,
    id: stored.id,
    revision,
    createdAt: stored.createdAt,
    changedAt: stored.changedAt,
    bytes: utf8Length(fields.content),
    findings: [...lintTemplate(fields.content)],
    reviews: [...currentReviews(steps, fields.content)],
  }
}
