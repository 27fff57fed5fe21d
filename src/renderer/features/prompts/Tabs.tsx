import { Link } from 'wouter'
import { useTexts } from '../../i18n/index.ts'
import { ROUTES } from '../../ui/routes.ts'
import classes from './PromptsView.module.css'

/** Files and templates are prepared by the same people for the same calls. */
export function Tabs(props: { here: 'prompts' | 'templates' }) {
  const { t } = useTexts()
  return (
    <nav className={classes.tabs} aria-label={t('prompts.tabs.label')}>
      {(['prompts', 'templates'] as const).map((id) => (
        <Link
          key={id}
          href={ROUTES[id]}
          className={classes.tab}
          aria-current={id === props.here ? 'page' : undefined}
        >
          {t(`prompts.tabs.${id}`)}
        </Link>
      ))}
    </nav>
  )
}
