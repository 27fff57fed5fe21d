import { Link } from 'wouter'
import { useTexts } from '../../i18n/index.ts'
import { ROUTES } from '../../ui/routes.ts'
import classes from './MaskingTabs.module.css'

const TABS = ['masking', 'privateNumbers', 'batches', 'routing', 'messages'] as const

/** The parts of the masking desk. */
export function MaskingTabs(props: { here: (typeof TABS)[number] }) {
  const { t } = useTexts()
  return (
    <nav className={classes.tabs} aria-label={t('bindings.tabs.label')}>
      {TABS.map((id) => (
        <Link
          key={id}
          href={ROUTES[id]}
          className={classes.tab}
          aria-current={id === props.here ? 'page' : undefined}
        >
          {t(`bindings.tabs.${id}`)}
        </Link>
      ))}
    </nav>
  )
}
