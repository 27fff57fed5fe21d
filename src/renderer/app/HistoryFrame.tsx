import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useTexts } from '../i18n/index.ts'
import { ROUTES } from '../ui/routes.ts'
import classes from './HistoryFrame.module.css'

const TABS = [
  { id: 'calls', route: ROUTES.history },
  { id: 'contacts', route: ROUTES.contacts },
  { id: 'cost', route: ROUTES.cost },
  { id: 'gaps', route: ROUTES.gaps },
] as const

/** What is remembered: calls, names for numbers, what it cost, and what is missing. */
export function HistoryFrame(props: { here: (typeof TABS)[number]['id']; children: ReactNode }) {
  const { t } = useTexts()
  return (
    <div className={classes.frame}>
      <nav className={classes.tabs} aria-label={t('cost.tabs.label')}>
        {TABS.map(({ id, route }) => (
          <Link
            key={id}
            href={route}
            className={classes.tab}
            aria-current={id === props.here ? 'page' : undefined}
          >
            {t(`cost.tabs.${id}`)}
          </Link>
        ))}
      </nav>
      <div className={classes.body}>{props.children}</div>
    </div>
  )
}
