import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import type { Campaign, CampaignFields } from '../../../contract/campaigns.ts'
import { checkContents } from '../../../domain/notify/index.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import {
  ContentList,
  Course,
  contentsOf,
  DisplayField,
  type DraftContent,
  useLibrary,
} from '../notify/index.ts'
import { useProfiles } from '../profiles/index.ts'
import classes from './CampaignsView.module.css'
import { CheckResult } from './CheckResult.tsx'
import { campaignContents, contentDrafts, fieldsOf } from './draft.ts'
import { ListSection } from './ListSection.tsx'
import { PolicyFields } from './PolicyFields.tsx'
import { useCampaigns } from './store.ts'

/** What is typed is kept by itself after so long, in milliseconds. */
const SAVE_MS = 600

/** Whom to call, what is played, how fast and when, what happens after; everything is kept as it is typed. */
export function Setup(props: { campaign: Campaign }) {
  const { campaign } = props
  const { t } = useTexts()
  const save = useCampaigns((state) => state.save)
  const profiles = useProfiles((state) => state.list)
  const [fields, setFields] = useState<CampaignFields>(() => fieldsOf(campaign))
  const [drafts, setDrafts] = useState<readonly DraftContent[]>(() => contentDrafts(campaign.contents))
  const [sample, setSample] = useState<readonly string[]>([])
  const { error, act } = useAct(errorOf)
  const keep = useDebouncedCallback(
    (next: CampaignFields) => {
      if (next.name.trim() !== '') act(() => save(campaign.id, next))
    },
    { delay: SAVE_MS, flushOnUnmount: true },
  )
  const patch = (change: Partial<CampaignFields>) => {
    const next = { ...fields, ...change }
    setFields(next)
    keep(next)
  }
  const profile = profiles.find(({ id }) => id === fields.profileId)
  const columns = campaign.list?.columns
  return (
    // Whoever goes on to check wants what was just typed to be checked.
    <fieldset aria-label={t('campaigns.nameTitle')} className={classes.setup} onBlur={() => keep.flush()}>
      {campaign.checkedAt === undefined ? null : <CheckResult campaign={campaign} />}
      <ErrorNotice error={error} />
      <Section title={t('campaigns.nameTitle')}>
        <div className={classes.pair}>
          <TextInput
            label={t('campaigns.name')}
            maxLength={60}
            value={fields.name}
            onChange={(event) => patch({ name: event.currentTarget.value })}
          />
          {profile === undefined ? null : (
            <DisplayField
              profile={profile}
              chosen={fields.display}
              onChange={(number) => {
                const display = profile.displayNumbers.find((one) => one === number)
                if (display !== undefined) patch({ display })
              }}
            />
          )}
        </div>
      </Section>
      <ListSection campaign={campaign} onSample={setSample} />
      {profile === undefined ? null : (
        <div className={classes.two}>
          <Contents
            profile={profile}
            drafts={drafts}
            columns={columns}
            sample={sample}
            onChange={(next) => {
              setDrafts(next)
              patch({ contents: campaignContents(next) })
            }}
          />
          <div className={classes.beside}>
            <Course
              profile={profile}
              contents={contentsOf(drafts, sample)}
              calls={campaign.counts.states.waiting ?? 0}
            />
          </div>
        </div>
      )}
      <PolicyFields fields={fields} onChange={patch} />
    </fieldset>
  )
}

function Contents(props: {
  profile: Parameters<typeof ContentList>[0]['profile']
  drafts: readonly DraftContent[]
  columns: readonly string[] | undefined
  sample: readonly string[]
  onChange: (drafts: readonly DraftContent[]) => void
}) {
  const library = useLibrary(props.profile.id)
  // Without a row to look at, what comes from a column cannot be called wrong yet.
  const findings = checkContents(contentsOf(props.drafts, props.sample), library).filter(
    ({ code }) => props.sample.length > 0 || code !== 'value',
  )
  return (
    <ContentList
      contents={props.drafts}
      onChange={props.onChange}
      profile={props.profile}
      findings={findings}
      columns={props.columns}
    />
  )
}
