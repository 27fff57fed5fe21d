import { Button } from '@mantine/core'
import { IconIdBadge2 } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useTexts } from '../../i18n/index.ts'
import { ROUTES } from '../../ui/routes.ts'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { CallBoard } from '../calls/index.ts'
import { activeProfile, useProfiles } from '../profiles/index.ts'
import { DialForm } from './DialForm.tsx'
import classes from './DialView.module.css'
import { RecentNumbers } from './RecentNumbers.tsx'
import { useRedial } from './use-redial.ts'

/** Where agents live: the form at the left, the calls at hand beside it. */
export function DialView() {
  const { t } = useTexts()
  const redial = useRedial()
  return (
    <div className={classes.dial}>
      <aside className={classes.side}>
        <h1 className="visually-hidden">{t('dial.title')}</h1>
        <Side />
      </aside>
      <section className={classes.board} aria-label={t('dial.board.title')}>
        <CallBoard
          services={['callback', 'other']}
          onRedial={redial}
          empty={{ title: t('dial.board.emptyTitle'), text: t('dial.board.emptyText') }}
        />
      </section>
    </div>
  )
}

function Side() {
  const { t } = useTexts()
  const phase = useProfiles((state) => state.phase)
  const error = useProfiles((state) => state.error)
  const load = useProfiles((state) => state.load)
  const profile = useProfiles(activeProfile)
  if (phase === 'loading') return <ListSkeleton rows={5} height={64} label={t('common.loading')} />
  if (phase === 'failed' && error !== undefined) {
    return <ErrorState error={error} onRetry={() => load()} />
  }
  if (profile === undefined || profile.service !== 'callback') {
    const texts = profile === undefined ? 'dial.noProfile' : 'dial.noCallback'
    return (
      <EmptyState
        icon={<IconIdBadge2 size={28} stroke={1.5} />}
        title={t(`${texts}.title`)}
        text={t(`${texts}.text`)}
        action={
          <Button component={Link} href={profile === undefined ? `${ROUTES.profiles}/new` : ROUTES.profiles}>
            {t(`${texts}.action`)}
          </Button>
        }
      />
    )
  }
  return (
    <>
      <DialForm profile={profile} />
      <RecentNumbers />
    </>
  )
}
