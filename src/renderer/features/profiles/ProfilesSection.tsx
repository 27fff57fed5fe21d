import { Button } from '@mantine/core'
import { IconIdBadge2, IconPlus } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useTexts } from '../../i18n/index.ts'
import { EnvironmentBadge } from '../../ui/EnvironmentBadge.tsx'
import { ROUTES } from '../../ui/routes.ts'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { ProfileCreate } from './ProfileCreate.tsx'
import { ProfileEdit } from './ProfileEdit.tsx'
import classes from './ProfilesSection.module.css'
import { obstacleOf } from './selectors.ts'
import { useProfiles } from './store.ts'

/** The profiles beside the one that is being read or made. @param item an id, `new`, or nothing chosen */
export function ProfilesSection(props: { item: string | undefined }) {
  const { t } = useTexts()
  const { phase, error, list, load } = useProfiles((state) => state)
  if (phase === 'loading') return <ListSkeleton rows={4} height={56} label={t('common.loading')} />
  if (phase === 'failed' && error !== undefined) {
    return <ErrorState error={error} onRetry={() => load()} />
  }
  const creating = props.item === 'new'
  const shown = creating ? undefined : (list.find(({ id }) => id === props.item) ?? list[0])
  const add = (
    <Button
      component={Link}
      href={`${ROUTES.profiles}/new`}
      variant={list.length === 0 ? 'filled' : 'default'}
      leftSection={<IconPlus size={16} aria-hidden="true" />}
    >
      {t('profiles.add')}
    </Button>
  )
  if (list.length === 0 && !creating) {
    return (
      <EmptyState
        icon={<IconIdBadge2 size={28} stroke={1.5} />}
        title={t('profiles.emptyTitle')}
        text={t('profiles.emptyText')}
        action={add}
      />
    )
  }
  return (
    <div className={classes.profiles} data-alone={list.length === 0 || undefined}>
      <nav className={classes.list} aria-label={t('profiles.list')}>
        {list.map((profile) => {
          const obstacle = obstacleOf(profile)
          return (
            <Link
              key={profile.id}
              href={`${ROUTES.profiles}/${profile.id}`}
              className={classes.entry}
              aria-current={profile.id === shown?.id ? 'page' : undefined}
            >
              <span className={classes.name}>{profile.name}</span>
              <EnvironmentBadge environment={profile.environment} />
              <span className={classes.kind}>
                {t(`common.service.${profile.service}`)}
                {obstacle === undefined ? null : (
                  <em> · {t(obstacle === 'paused' ? 'profiles.paused' : 'profiles.noSecret')}</em>
                )}
              </span>
            </Link>
          )
        })}
        <div className={classes.add}>{add}</div>
      </nav>
      <div className={classes.body}>
        {creating ? <ProfileCreate /> : null}
        {shown === undefined ? null : <ProfileEdit key={shown.id} profile={shown} />}
      </div>
    </div>
  )
}
