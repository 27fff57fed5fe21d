import type { Prompt } from '../../../contract/prompts.ts'
import type { Review } from '../../../contract/reviews.ts'
import type { ProfileId } from '../../../domain/values.ts'

export type StateFilter = 'all' | 'open' | 'inReview' | 'passed' | 'refused'

/** How far a prompt is at the account of a profile. */
export const reviewAt = (prompt: Prompt, profileId: ProfileId | undefined): Review | undefined =>
  prompt.reviews.find((review) => review.profileId === profileId)

const FITS: Readonly<Record<StateFilter, (state: Review['state'] | undefined) => boolean>> = {
  all: () => true,
  open: (state) => state === undefined || state === 'prepared',
  inReview: (state) => state === 'uploaded' || state === 'inReview',
  passed: (state) => state === 'passed',
  refused: (state) => state === 'refused',
}

/**
 * Prompts whose name, description, tags or source hold every word that was typed, and that are as far as the
 * filter says at the account of a profile.
 */
export function filterPrompts(
  prompts: Iterable<Prompt>,
  by: { readonly text: string; readonly state: StateFilter; readonly profileId: ProfileId | undefined },
): readonly Prompt[] {
  const words = by.text.toLowerCase().split(/\s+/).filter(Boolean)
  return [...prompts]
    .filter((prompt) => {
      const hay = [prompt.name, prompt.description, ...prompt.tags, prompt.version.sourceName ?? '']
        .join('\n')
        .toLowerCase()
      return (
        words.every((word) => hay.includes(word)) && FITS[by.state](reviewAt(prompt, by.profileId)?.state)
      )
    })
    .sort((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1))
}

/** Names that calls of a profile can use. */
export const passedPrompts = (prompts: Iterable<Prompt>, profileId: ProfileId): readonly Prompt[] =>
  filterPrompts(prompts, { text: '', state: 'passed', profileId })

/** What stands in the way of using a name in a call of a profile. */
export type NameStanding = 'passed' | 'notPassed' | 'unknown'

export function standingOf(prompts: Iterable<Prompt>, name: string, profileId: ProfileId): NameStanding {
  for (const prompt of prompts) {
    if (prompt.name !== name) continue
    return reviewAt(prompt, profileId)?.state === 'passed' ? 'passed' : 'notPassed'
  }
  return 'unknown'
}

/** The worst that the check found. */
export const worstOf = (prompt: Prompt): 'stop' | 'warn' | undefined => {
  const weights = prompt.version.findings.map(({ weight }) => weight)
  return weights.includes('stop') ? 'stop' : weights.includes('warn') ? 'warn' : undefined
}
