import { Refusal } from '../../contract/errors.ts'
import type { Prompt, PromptVersion } from '../../contract/prompts.ts'
import { currentReviews, promptNameProblem } from '../../domain/prompt/index.ts'
import type { PromptId, UtcMs } from '../../domain/values.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { PromptChange, Store, StoredPrompt, StoredReview, StoredVersion } from '../store/index.ts'
import { factsOf, findingsOf } from './facts.ts'

/** What a review is about: a new sound or a new name is another thing to the platform. */
export const reviewedAs = (version: StoredVersion, name: string): string => `${version.number} ${name}`

export type Library = ReturnType<typeof createLibrary>

/** Prompts as they are shown, and every change of them. */
export function createLibrary(options: { store: Store; publish: Publish; clock: () => UtcMs }) {
  const { store, publish, clock } = options

  function shownVersion(version: StoredVersion, name: string): PromptVersion {
    const facts = factsOf(version)
    const { limited: _limited, source: _source, ...rest } = facts
    return {
      ...rest,
      id: version.id,
      number: version.number,
      madeAt: version.madeAt,
      hasSource: version.sourceId !== undefined,
      findings: findingsOf(name, facts).map((finding) => ({ ...finding, mends: [...finding.mends] })),
    }
  }

  /** @param versions newest first */
  function shown(
    prompt: StoredPrompt,
    versions: readonly StoredVersion[],
    reviews: readonly StoredReview[],
  ): Prompt | undefined {
    const newest = versions[0]
    if (newest === undefined) return undefined
    const { removedAt: _removed, tags, ...rest } = prompt
    return {
      ...rest,
      tags: [...tags],
      versions: versions.length,
      version: shownVersion(newest, prompt.name),
      reviews: [...currentReviews(reviews, reviewedAs(newest, prompt.name))],
    }
  }

  async function stored(id: PromptId): Promise<StoredPrompt> {
    const prompt = await store.prompt(id)
    if (prompt === undefined) throw new Refusal('prompt.notFound')
    return prompt
  }

  async function read(id: PromptId): Promise<Prompt> {
    const prompt = await stored(id)
    const answer = shown(prompt, await store.promptVersions(id), await store.reviews(id))
    if (answer === undefined) throw new Refusal('prompt.notFound')
    return answer
  }

  return {
    shownVersion,
    stored,
    read,

    async all(): Promise<Prompt[]> {
      const [prompts, versions, reviews] = await Promise.all([
        store.prompts(),
        store.promptVersions(),
        store.reviews(),
      ])
      const versionsOf = Map.groupBy(versions, ({ promptId }) => promptId)
      const reviewsOf = Map.groupBy(reviews, ({ subject }) => subject)
      return prompts
        .map((prompt) => shown(prompt, versionsOf.get(prompt.id) ?? [], reviewsOf.get(prompt.id) ?? []))
        .filter((prompt) => prompt !== undefined)
    },

    /** @throws Refusal when the platform would not take the name, or another prompt has it */
    async save(change: Omit<PromptChange, 'changedAt'>): Promise<void> {
      const { name } = change
      if (promptNameProblem(name) !== undefined) throw new Refusal('prompt.badName', { name })
      const saved = await store.savePrompt({ ...change, changedAt: clock() })
      if (saved === 'nameTaken') throw new Refusal('prompt.nameTaken', { name })
    },

    /** Tells the screens. @returns the prompt as it now is */
    async changed(id: PromptId): Promise<Prompt> {
      const prompt = await read(id)
      publish({ name: 'prompts.changed', payload: prompt })
      return prompt
    },
  }
}
