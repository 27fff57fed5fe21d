import { Refusal } from '../../contract/errors.ts'
import { TemplateFields } from '../../contract/templates.ts'
import type { SentContent } from '../../domain/calls/index.ts'
import {
  areContentsAcceptable,
  type Content,
  type ContentFinding,
  checkContents,
  type Library,
  type PromptFacts,
  type TemplateFacts,
} from '../../domain/notify/index.ts'
import { currentReviews } from '../../domain/prompt/index.ts'
import type { ProfileId, TemplateId } from '../../domain/values.ts'
import type { CallNotifyBody, PlayInfo } from '../platform/index.ts'
import type { Prompts } from '../prompts/index.ts'
import type { Store } from '../store/index.ts'

/** What can be said at the account of a profile: its prompts and voice templates. */
export async function libraryFor(
  sources: { readonly store: Store; readonly prompts: Pick<Prompts, 'at'> },
  profileId: ProfileId,
): Promise<Library> {
  const { store } = sources
  const [prompts, templates, reviews] = await Promise.all([
    sources.prompts.at(profileId),
    store.templates(),
    store.reviews(),
  ])
  const reviewsOf = Map.groupBy(reviews, ({ subject }) => subject)
  const byName = new Map<string, PromptFacts>(prompts.map((prompt) => [prompt.name, prompt]))
  const byId = new Map<TemplateId, TemplateFacts>(
    templates.map(({ id, fields }) => {
      const { title, content, platformTemplateId } = TemplateFields.parse(fields)
      const passed = currentReviews(reviewsOf.get(id) ?? [], content).some(
        (review) => review.profileId === profileId && review.state === 'passed',
      )
      return [id, { id, title, content, platformTemplateId, passed }]
    }),
  )
  return { prompt: (name) => byName.get(name), template: (id) => byId.get(id) }
}

/** @throws Refusal that tells of the first finding that stops */
export function refuseUnacceptable(findings: readonly ContentFinding[]): void {
  if (areContentsAcceptable(findings)) return
  const finding = findings.find(({ weight }) => weight === 'stop')
  if (finding === undefined) return
  const { code, params, at, problem } = finding
  const { code: why, ...sizes } = problem ?? {}
  throw new Refusal('notify.notAcceptable', {
    finding: code,
    ...params,
    ...(at === undefined ? {} : { content: at + 1 }),
    ...(why === undefined ? {} : { problem: why }),
    ...sizes,
  })
}

/**
 * Contents as the log keeps them: templates by the platform's id, with their text of this moment.
 *
 * @throws Refusal when a rule of the platform stands against them
 */
export function toSend(contents: readonly Content[], library: Library): SentContent[] {
  refuseUnacceptable(checkContents(contents, library))
  return contents.map((content): SentContent => {
    if (content.kind === 'prompt') return content
    const template = library.template(content.templateId)
    if (template?.platformTemplateId === undefined) throw new Refusal('template.notFound')
    return { ...content, platformTemplateId: template.platformTemplateId, text: template.content }
  })
}

/** The items of a notification request (voice-call.md §3): what depends on a switch is left out without it. */
export function playInfoList(contents: readonly SentContent[]): CallNotifyBody['playInfoList'] {
  return contents.map(({ collect, ...content }): PlayInfo => {
    const said =
      content.kind === 'prompt'
        ? { notifyVoice: content.name }
        : { templateId: content.platformTemplateId, templateParas: content.values }
    if (collect === undefined) return { ...said, collectInd: 0 }
    const { digits, replayOn } = collect
    return {
      ...said,
      collectInd: digits,
      ...(replayOn === undefined
        ? {}
        : { replayAfterCollection: 'true', collectContentTriggerReplaying: replayOn }),
    }
  })
}
