import { Fragment } from 'react'
import { Link, useLocation } from 'wouter'
import { useTexts } from '../i18n/index.ts'
import { ROUTES, railEntry } from '../ui/routes.ts'
import { PLACES } from './places.ts'
import classes from './Rail.module.css'

export function Rail() {
  const { t } = useTexts()
  const [path] = useLocation()
  const here = railEntry(path)
  return (
    <nav className={classes.rail} aria-label={t('frame.nav.label')}>
      <div className={classes.mark} aria-hidden="true">
        <svg viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="currentColor" strokeWidth="2">
          <title>Voicedesk</title>
          <path d="M3 8h9M3 16h5" strokeLinecap="round" />
          <path d="M12 8c3 0 3 8 6 8h3" strokeLinecap="round" />
        </svg>
      </div>
      {PLACES.map(({ id, icon: Icon }) => (
        <Fragment key={id}>
          {id === 'settings' ? <div className={classes.gap} /> : null}
          <Link href={ROUTES[id]} className={classes.entry} aria-current={here === id ? 'page' : undefined}>
            <Icon size={21} stroke={1.6} aria-hidden="true" />
            <span>{t(`frame.nav.${id}`)}</span>
          </Link>
        </Fragment>
      ))}
    </nav>
  )
}
