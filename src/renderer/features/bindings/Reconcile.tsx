import { Button, Progress, Select } from '@mantine/core'
import { IconCircleCheck, IconScale } from '@tabler/icons-react'
import { useState } from 'react'
import type { Reconciliation } from '../../../contract/bindings.ts'
import type { Profile } from '../../../contract/profiles.ts'
import { isBoundMode } from '../../../domain/bindings/index.ts'
import { errorOf } from '../../client/index.ts'
import { formatMoment, joinSentences, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useProfiles } from '../profiles/index.ts'
import { Drifts } from './Drifts.tsx'
import { usePrivateNumbers } from './numbers-store.ts'
import classes from './Reconcile.module.css'

/** Compares the ledger with what the platform has, and shows what differs with both ways to mend it. */
export function Reconcile() {
  const { t } = useTexts()
  const profiles = useProfiles((state) => state.list).filter(({ service }) => isBoundMode(service))
  const activeId = useProfiles((state) => state.activeId)
  const [wanted, setWanted] = useState<string>()
  const profile =
    profiles.find(({ id }) => id === wanted) ?? profiles.find(({ id }) => id === activeId) ?? profiles[0]
  return (
    <Section title={t('privateNumbers.reconcile.title')} hint={t('privateNumbers.reconcile.hint')}>
      {profile === undefined ? (
        <p className={classes.quiet}>{t('bindings.noProfile.text')}</p>
      ) : (
        <div className={classes.parts}>
          <Start key={profile.id} profile={profile} profiles={profiles} onChoose={setWanted} />
          <Result profile={profile} />
        </div>
      )}
    </Section>
  )
}

function Start(props: { profile: Profile; profiles: readonly Profile[]; onChoose: (id: string) => void }) {
  const { profile } = props
  const { t } = useTexts()
  const online = useOnline()
  const reconcile = usePrivateNumbers((state) => state.reconcile)
  const running = usePrivateNumbers((state) => state.reconciliations.get(profile.id)?.state === 'running')
  const { busy, error, act } = useAct(errorOf)
  return (
    <>
      <div className={classes.start}>
        <Select
          aria-label={t('bindings.facts.profile')}
          data={props.profiles.map(({ id, name }) => ({ value: id, label: name }))}
          value={profile.id}
          onChange={(id) => {
            if (id !== null) props.onChoose(id)
          }}
        />
        <Button
          leftSection={<IconScale size={16} stroke={1.75} aria-hidden="true" />}
          disabled={!online || profile.pause !== undefined || !profile.hasSecret}
          loading={busy || running}
          onClick={() => act(() => reconcile(profile.id))}
        >
          {t('privateNumbers.reconcile.act')}
        </Button>
      </div>
      <ErrorNotice error={error} />
    </>
  )
}

function Result(props: { profile: Profile }) {
  const { t, language } = useTexts()
  const one = usePrivateNumbers((state) => state.reconciliations.get(props.profile.id))
  if (one === undefined) return <p className={classes.quiet}>{t('privateNumbers.reconcile.none')}</p>
  if (one.state === 'running') {
    return (
      <div role="status">
        <p className={classes.quiet}>{t('privateNumbers.reconcile.running')}</p>
        <Progress value={100} animated size={3} mt={8} aria-label={t('privateNumbers.reconcile.running')} />
      </div>
    )
  }
  if (one.state === 'failed') return <ErrorNotice error={one.error} />
  const at = formatMoment(one.at, language)
  if (one.state === 'cancelled')
    return <p className={classes.quiet}>{t('privateNumbers.reconcile.cancelled', { at })}</p>
  return <Compared one={one} at={at} />
}

function Compared(props: { one: Reconciliation; at: string }) {
  const { one, at } = props
  const { t, language } = useTexts()
  const open = one.drifts.filter(({ mended }) => mended === undefined || mended.error !== undefined).length
  return (
    <>
      <p className={classes.counts}>
        {joinSentences(
          language,
          t('privateNumbers.reconcile.at', { at }),
          t('privateNumbers.reconcile.counts', { here: one.here, there: one.there }),
        )}
      </p>
      {one.drifts.length === 0 ? (
        <p className={classes.good}>
          <IconCircleCheck size={17} stroke={1.75} aria-hidden="true" />
          {t('privateNumbers.reconcile.same')}
        </p>
      ) : (
        <p className={classes.counts} role="status">
          {t('privateNumbers.reconcile.open', { count: open })}
        </p>
      )}
      {one.notAsked.length === 0 ? null : (
        <Notice tone="warn" title={t('privateNumbers.reconcile.notAsked', { count: one.notAsked.length })}>
          <span className={classes.numbers}>
            {one.notAsked.map((number) => (
              <NumberText key={number} number={number} />
            ))}
          </span>
        </Notice>
      )}
      <Drifts profileId={one.profileId} drifts={one.drifts} />
    </>
  )
}
