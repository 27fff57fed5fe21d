import { Link } from 'wouter'
import { useTexts } from '../../i18n/index.ts'
import { ROUTES } from '../../ui/routes.ts'
import classes from './NotifyTabs.module.css'

const TABS = ['notify', 'code', 'campaigns', 'doNotCall'] as const

/** Calls that an application speaks by itself: one, a code, many, and whom never to call. */
export function NotifyTabs(props: { here: (typeof TABS)[number] }) {
  const { t } = useTexts()
  return (
    <nav className={classes.tabs} aria-label={t('notify.tabs.label')}>
      {TABS.map((id) => (
        <Link
          key={id}
          href={ROUTES[id]}
          className={classes.tab}
          aria-current={id === props.here ? 'page' : undefined}
        >
          {t(`notify.tabs.${id}`)}
        </Link>
      ))}
    </nav>
  )
}
