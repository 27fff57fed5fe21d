import { Button, Progress } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { CampaignId } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { fromHere } from '../../ui/go.ts'
import { campaignRoute } from '../../ui/routes.ts'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { useAct } from '../../ui/use-act.ts'
import { activeProfile, useProfiles } from '../profiles/index.ts'
import classes from './CampaignsView.module.css'
import { hasBegun, newCampaign, progressOf } from './draft.ts'
import { StateBadge } from './StateBadge.tsx'
import { useCampaigns } from './store.ts'

/** The campaigns, the one made last first. */
export function CampaignList(props: { chosen: CampaignId | undefined }) {
  const { t, language } = useTexts()
  const { phase, error, list, load, create } = useCampaigns((state) => state)
  const active = useProfiles(activeProfile)
  const profiles = useProfiles((state) => state.list)
  const { busy, error: failed, act } = useAct(errorOf)
  const profile =
    active?.service === 'notification' ? active : profiles.find(({ service }) => service === 'notification')
  const begin = () =>
    act(async () => {
      const goOn = fromHere()
      const fields =
        profile === undefined
          ? undefined
          : newCampaign(profile, t('campaigns.newName', { at: formatMoment(Date.now(), language) }))
      if (fields !== undefined) goOn(campaignRoute(await create(fields)))
    })
  const button = (
    <Button
      size="sm"
      leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
      disabled={profile === undefined}
      loading={busy}
      onClick={begin}
    >
      {t('campaigns.new')}
    </Button>
  )
  return (
    <div className={classes.list}>
      <div className={classes.bar}>{button}</div>
      <ErrorNotice error={failed} />
      {phase === 'loading' ? <ListSkeleton rows={6} height={68} label={t('common.loading')} /> : null}
      {phase === 'failed' && error !== undefined ? <ErrorState error={error} onRetry={() => load()} /> : null}
      {phase === 'ready' && list.length === 0 ? (
        <EmptyState
          icon={<IconUsersGroup size={28} stroke={1.5} />}
          title={t('campaigns.emptyTitle')}
          text={t(profile === undefined ? 'campaigns.noProfile' : 'campaigns.emptyText')}
        />
      ) : null}
      <ul className={classes.rows}>
        {list.map((campaign) => {
          const { over, all } = progressOf(campaign)
          return (
            <li key={campaign.id}>
              <Link
                href={campaignRoute(campaign.id)}
                className={classes.row}
                aria-current={campaign.id === props.chosen ? 'page' : undefined}
              >
                <span className={classes.name}>{campaign.name}</span>
                <span className={classes.facts}>
                  <StateBadge state={campaign.state} />
                  <span>
                    {all === 0
                      ? t('campaigns.noList')
                      : hasBegun(campaign)
                        ? t('campaigns.over', { over, all })
                        : t('campaigns.list.rows', { count: all })}
                  </span>
                </span>
                {campaign.startedAt === undefined || all === 0 ? null : (
                  <Progress value={(over / all) * 100} size={3} aria-label={t('campaigns.progress')} />
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
