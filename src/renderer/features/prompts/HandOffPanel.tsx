import { Button, Checkbox, CloseButton, CopyButton, Select } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useState } from 'react'
import type { Prompt } from '../../../contract/prompts.ts'
import type { ProfileId, PromptId } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useProfiles } from '../profiles/index.ts'
import { useSettings } from '../settings/index.ts'
import { SendNow } from '../uploads/index.ts'
import classes from './HandOffPanel.module.css'
import { reviewAt } from './selectors.ts'
import { type HandOff, usePrompts } from './store.ts'
import { findingWords } from './words.ts'

/** The way onto the platform's console, step by step: there is no other way in (audio.md §3). */
export function HandOffPanel(props: { promptIds: readonly PromptId[]; onClose: () => void }) {
  const { promptIds } = props
  const { t } = useTexts()
  const online = useOnline()
  const profiles = useProfiles((state) => state.list)
  const active = useProfiles((state) => state.activeId)
  const handOff = usePrompts((state) => state.handOff)
  const [profileId, setProfileId] = useState(active)
  const [handed, setHanded] = useState<HandOff>()
  const { busy, error, act } = useAct(errorOf)
  const prompts = usePrompts((state) => state.prompts)
  const names = new Map(promptIds.map((id) => [id, prompts.get(id)?.name ?? '']))
  const prepare = (id: ProfileId) => act(async () => setHanded(await handOff(promptIds, id)))
  return (
    <section className={classes.panel} aria-label={t('prompts.handOff.title', { count: promptIds.length })}>
      <div className={classes.head}>
        <h2>{t('prompts.handOff.title', { count: promptIds.length })}</h2>
        <CloseButton aria-label={t('prompts.handOff.close')} onClick={props.onClose} />
      </div>
      {profileId === undefined ? (
        <Notice tone="info">{t('prompts.handOff.noProfile')}</Notice>
      ) : (
        <div className={classes.first}>
          <Select
            label={t('prompts.handOff.profile')}
            description={t('prompts.handOff.profileHint')}
            disabled={handed !== undefined}
            data={profiles.map(({ id, name }) => ({ value: id, label: name }))}
            value={profileId}
            onChange={(value) => setProfileId(profiles.find(({ id }) => id === value)?.id)}
          />
          {handed === undefined ? (
            <Button disabled={!online} loading={busy} onClick={() => prepare(profileId)}>
              {t('prompts.handOff.prepare')}
            </Button>
          ) : null}
        </div>
      )}
      {profileId === undefined || handed !== undefined ? null : (
        <SendNow promptIds={promptIds} profileId={profileId} names={names} />
      )}
      <ErrorNotice error={error} />
      {handed === undefined || profileId === undefined ? null : (
        <Steps handed={handed} profileId={profileId} />
      )}
    </section>
  )
}

function Steps(props: { handed: HandOff; profileId: ProfileId }) {
  const { handed, profileId } = props
  const { t } = useTexts()
  const prompts = usePrompts((state) => state.prompts)
  const consoleAddress = useSettings((state) => state.settings?.consoleAddress)
  const files = handed.files
    .map(({ promptId }) => prompts.get(promptId))
    .filter((prompt) => prompt !== undefined)
  const submitted = files.every((prompt) => isAt(prompt, profileId, 'inReview'))
  return (
    <>
      {handed.refused.length === 0 ? null : (
        <Notice tone="bad" title={t('prompts.handOff.refused')}>
          <ul>
            {handed.refused.map(({ promptId, findings }) => (
              <li key={promptId}>
                {prompts.get(promptId)?.name}: {findings.map((finding) => findingWords(finding, t)).join(' ')}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {files.length === 0 ? null : (
        <ol className={classes.steps}>
          <li>
            {t('prompts.handOff.steps.folder')}
            <code>{handed.folder}</code>
            <CopyButton value={handed.folder}>
              {({ copied, copy }) => (
                <Button size="compact-sm" variant="default" onClick={copy}>
                  {t(copied ? 'common.copied' : 'prompts.handOff.copyFolder')}
                </Button>
              )}
            </CopyButton>
          </li>
          <li>
            {t('prompts.handOff.steps.console')}
            <div className={classes.row}>
              <Button
                component="a"
                href={consoleAddress}
                target="_blank"
                rel="noreferrer"
                size="compact-sm"
                variant="default"
                rightSection={<IconExternalLink size={14} stroke={1.75} aria-hidden="true" />}
              >
                {t('prompts.handOff.openConsole')}
              </Button>
            </div>
          </li>
          <li>
            {t('prompts.handOff.steps.tick')}
            <table className={classes.files}>
              <tbody>
                {files.map((prompt) => (
                  <FileRow key={prompt.id} prompt={prompt} profileId={profileId} />
                ))}
              </tbody>
            </table>
          </li>
        </ol>
      )}
      {files.length > 0 && submitted ? <Notice tone="good">{t('prompts.handOff.done')}</Notice> : null}
    </>
  )
}

const COURSE = ['prepared', 'uploaded', 'inReview', 'passed'] as const

/** Whether a prompt has come at least so far; one that was refused has been in review. */
function isAt(prompt: Prompt, profileId: ProfileId, step: 'uploaded' | 'inReview'): boolean {
  const state = reviewAt(prompt, profileId)?.state
  if (state === undefined) return false
  return state === 'refused' || COURSE.indexOf(state) >= COURSE.indexOf(step)
}

function FileRow(props: { prompt: Prompt; profileId: ProfileId }) {
  const { prompt, profileId } = props
  const { t } = useTexts()
  const online = useOnline()
  const setReview = usePrompts((state) => state.setReview)
  const { busy, error, act } = useAct(errorOf)
  const tick = (step: 'uploaded' | 'inReview', on: boolean) => {
    const state = on ? step : step === 'inReview' ? 'uploaded' : 'prepared'
    act(() => setReview({ promptId: prompt.id, profileId, state }))
  }
  return (
    <tr>
      <th scope="row">
        {prompt.name}
        <ErrorNotice error={error} />
      </th>
      {(['uploaded', 'inReview'] as const).map((step) => (
        <td key={step}>
          <Checkbox
            label={t(step === 'uploaded' ? 'prompts.handOff.uploaded' : 'prompts.handOff.submitted')}
            aria-label={`${prompt.name}: ${t(step === 'uploaded' ? 'prompts.handOff.uploaded' : 'prompts.handOff.submitted')}`}
            disabled={!online || busy}
            checked={isAt(prompt, profileId, step)}
            onChange={(event) => tick(step, event.currentTarget.checked)}
          />
        </td>
      ))}
    </tr>
  )
}
