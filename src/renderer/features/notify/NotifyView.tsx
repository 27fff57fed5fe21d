import { Button } from '@mantine/core'
import { IconIdBadge2 } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Call } from '../../../contract/calls.ts'
import type { Profile } from '../../../contract/profiles.ts'
import { fieldNumber } from '../../../domain/phone/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ROUTES } from '../../ui/routes.ts'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { CallBoard, customerNumber } from '../calls/index.ts'
import { activeProfile, useProfiles } from '../profiles/index.ts'
import { CodeForm } from './CodeForm.tsx'
import { CodeReveal } from './CodeReveal.tsx'
import { Course } from './Course.tsx'
import { contentsOf, type Tab } from './fields.ts'
import { NotificationForm } from './NotificationForm.tsx'
import { NotifyTabs } from './NotifyTabs.tsx'
import classes from './NotifyView.module.css'
import { Recent } from './Recent.tsx'
import { useNotify } from './store.ts'

/** One call at a time: what is said at the left, what the callee hears and what became of it beside it. */
export function NotifyView(props: { tab: Tab }) {
  const { tab } = props
  const { t } = useTexts()
  const set = useNotify((state) => state.set)
  const setCode = useNotify((state) => state.setCode)
  const again = (call: Call) => {
    const number = customerNumber(call)
    if (number === undefined) return
    if (tab === 'notification') set({ callee: fieldNumber(number) })
    else setCode({ callee: fieldNumber(number) })
  }
  return (
    <div className={classes.view}>
      <NotifyTabs here={tab === 'notification' ? 'notify' : 'code'} />
      <div className={classes.columns}>
        <aside className={classes.side}>
          <h1 className="visually-hidden">{t(`notify.${tab}.title`)}</h1>
          <WithProfile tab={tab}>
            {(profile) =>
              tab === 'notification' ? <NotificationForm profile={profile} /> : <CodeForm profile={profile} />
            }
          </WithProfile>
        </aside>
        <section className={classes.board} aria-label={t('notify.board')}>
          {tab === 'notification' ? <HeardBy /> : null}
          <CallBoard
            services={[tab]}
            onRedial={again}
            empty={{ title: t(`notify.${tab}.emptyTitle`), text: t(`notify.${tab}.emptyText`) }}
            {...(tab === 'verification' ? { aside: (call: Call) => <CodeReveal callId={call.id} /> } : {})}
          />
          <Recent service={tab} onAgain={again} />
        </section>
      </div>
    </div>
  )
}

/** The course of what is in the form, once there is something in it. */
function HeardBy() {
  const profile = useProfiles(activeProfile)
  const contents = useNotify((state) => state.notification.contents)
  return profile?.service === 'notification' && contents.length > 0 ? (
    <Course profile={profile} contents={contentsOf(contents)} />
  ) : null
}

/** The form, once a profile of its kind is in use; else the way to one. */
function WithProfile(props: { tab: Tab; children: (profile: Profile) => React.ReactNode }) {
  const { tab } = props
  const { t } = useTexts()
  const { phase, error, list, load, use } = useProfiles((state) => state)
  const profile = useProfiles(activeProfile)
  if (phase === 'loading') return <ListSkeleton rows={5} height={64} label={t('common.loading')} />
  if (phase === 'failed' && error !== undefined) return <ErrorState error={error} onRetry={() => load()} />
  if (profile?.service === tab) return props.children(profile)
  const fitting = list.filter(({ service }) => service === tab)
  return (
    <EmptyState
      icon={<IconIdBadge2 size={28} stroke={1.5} />}
      title={t(fitting.length > 0 ? `notify.${tab}.otherProfile` : `notify.${tab}.noProfile`)}
      text={t(fitting.length > 0 ? 'notify.otherProfileText' : `notify.${tab}.noProfileText`)}
      action={
        fitting.length > 0 ? (
          <div className={classes.choices}>
            {fitting.map(({ id, name }) => (
              <Button key={id} variant="default" onClick={() => use(id)}>
                {t('notify.useProfile', { name })}
              </Button>
            ))}
          </div>
        ) : (
          <Button component={Link} href={`${ROUTES.profiles}/new`}>
            {t('notify.newProfile')}
          </Button>
        )
      }
    />
  )
}
