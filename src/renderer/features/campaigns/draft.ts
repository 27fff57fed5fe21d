import type { Campaign, CampaignContent, CampaignFields } from '../../../contract/campaigns.ts'
import type { Profile } from '../../../contract/profiles.ts'
import type { DraftContent } from '../notify/index.ts'

/** The vendor's advice (voice-call.md §8.5), a careful pace, and a second call when nobody could answer. */
export function newCampaign(profile: Profile, name: string): CampaignFields | undefined {
  const [display] = profile.displayNumbers
  if (display === undefined) return undefined
  return {
    name,
    profileId: profile.id,
    display,
    contents: [],
    pace: { perSecond: 1, concurrency: 5 },
    hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '20:00' }],
    retry: { attempts: 2, afterMinutes: { busy: 10, noAnswer: 60 } },
    rules: [],
    advice: { in24Hours: 3, in30Days: 10 },
  }
}

/** What a person may change of a campaign. */
export const fieldsOf = (campaign: Campaign): CampaignFields => ({
  name: campaign.name,
  profileId: campaign.profileId,
  display: campaign.display,
  contents: campaign.contents,
  pace: campaign.pace,
  hours: campaign.hours,
  retry: campaign.retry,
  rules: campaign.rules,
  advice: campaign.advice,
})

/** Contents as a form has them; the place of each is its key, as they have no other name. */
export const contentDrafts = (contents: readonly CampaignContent[]): DraftContent[] =>
  contents.map((content, at): DraftContent => ({ key: String(at), ...content }))

/** Contents as a campaign keeps them; one whose template is not chosen is left out. */
export const campaignContents = (drafts: readonly DraftContent[]): CampaignContent[] =>
  drafts.flatMap((draft): CampaignContent[] => {
    const collect = draft.collect === undefined ? {} : { collect: draft.collect }
    if (draft.kind === 'prompt') return [{ kind: 'prompt', name: draft.name.trim(), ...collect }]
    const { templateId, values } = draft
    return templateId === undefined ? [] : [{ kind: 'template', templateId, values: [...values], ...collect }]
  })

/** Rows that are over, of all. */
export function progressOf({ counts }: Pick<Campaign, 'counts'>): {
  readonly over: number
  readonly all: number
} {
  const { done = 0, skipped = 0, stopped = 0 } = counts.states
  return { over: done + skipped + stopped, all: counts.rows }
}

export const isRunning = ({ state }: Pick<Campaign, 'state'>): boolean =>
  state === 'running' || state === 'stopping'
export const isOver = ({ state }: Pick<Campaign, 'state'>): boolean =>
  state === 'stopped' || state === 'finished'
export const hasBegun = ({ startedAt }: Pick<Campaign, 'startedAt'>): boolean => startedAt !== undefined
