import { useEffect } from 'react'
import type { Profile } from '../../../contract/profiles.ts'
import { useTexts } from '../../i18n/index.ts'
import { Split } from '../../ui/Split.tsx'
import { ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { MaskingFrame, ProfileNeeded } from '../bindings/index.ts'
import { activeProfile, useProfiles } from '../profiles/index.ts'
import { DecisionLog } from './DecisionLog.tsx'
import { DefaultRule } from './DefaultRule.tsx'
import classes from './RoutingView.module.css'
import { RuleEditor } from './RuleEditor.tsx'
import { RuleList } from './RuleList.tsx'
import { useRouting } from './store.ts'
import { Trial } from './Trial.tsx'

/** What is answered when the platform asks: the rules in their order, beside one of them, a trial or the log. */
export function RoutingView(props: { item: string | undefined }) {
  const { t } = useTexts()
  const profile = useProfiles(activeProfile)
  const fits = profile?.service === 'x' || profile?.service === 'ax'
  return (
    <MaskingFrame here="routing" title={t('routing.title')}>
      {profile === undefined || !fits ? (
        <div className={classes.detail}>
          <ProfileNeeded modes={['x', 'ax']} />
        </div>
      ) : (
        <Plan key={profile.id} profile={profile} item={props.item} />
      )}
    </MaskingFrame>
  )
}

function Plan(props: { profile: Profile; item: string | undefined }) {
  const { profile, item } = props
  const { t } = useTexts()
  const show = useRouting((state) => state.show)
  const kept = useRouting((state) => state.kept.get(profile.id))

  useEffect(() => {
    show(profile.id)
  }, [show, profile.id])

  if (kept?.plan === undefined && kept?.error !== undefined) {
    return <ErrorState error={kept.error} onRetry={() => show(profile.id)} />
  }
  if (kept?.plan === undefined) return <ListSkeleton rows={6} height={68} label={t('common.loading')} />
  return (
    <Split
      name="routing"
      label={t('common.resize')}
      initial={460}
      min={380}
      max={760}
      list={<RuleList profile={profile} chosen={item} />}
      detail={
        <div className={classes.detail} key={item}>
          <Detail profile={profile} item={item} />
        </div>
      }
    />
  )
}

function Detail(props: { profile: Profile; item: string | undefined }) {
  const { profile, item } = props
  if (item === 'log') return <DecisionLog />
  if (item === 'default') return <DefaultRule profile={profile} />
  if (item === undefined || item === 'try') return <Trial profile={profile} />
  return <RuleEditor profile={profile} ruleId={item} />
}
