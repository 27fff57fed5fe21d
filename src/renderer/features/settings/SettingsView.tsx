import { IconAdjustments, IconAntennaBars5, IconIdBadge2, IconNetwork, IconUpload } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useTexts } from '../../i18n/index.ts'
import { ROUTES } from '../../ui/routes.ts'
import { ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { ProfilesSection } from '../profiles/index.ts'
import { UploadTargetSection } from '../uploads/index.ts'
import { GeneralSection } from './GeneralSection.tsx'
import { NetworkSection } from './NetworkSection.tsx'
import { ReceiverSection } from './ReceiverSection.tsx'
import classes from './SettingsView.module.css'
import { useSettings } from './store.ts'

const SECTIONS = [
  { id: 'general', icon: IconAdjustments },
  { id: 'profiles', icon: IconIdBadge2 },
  { id: 'network', icon: IconNetwork },
  { id: 'upload', icon: IconUpload },
  { id: 'receiver', icon: IconAntennaBars5 },
] as const

export function SettingsView(props: { section: string | undefined; item: string | undefined }) {
  const { t } = useTexts()
  const section = SECTIONS.find(({ id }) => id === props.section)?.id ?? 'general'
  return (
    <div className={classes.settings}>
      <nav className={classes.nav} aria-label={t('settings.nav')}>
        <h1 className={classes.heading}>{t('settings.title')}</h1>
        {SECTIONS.map(({ id, icon: Icon }) => (
          <Link
            key={id}
            href={`${ROUTES.settings}/${id}`}
            className={classes.entry}
            aria-current={id === section ? 'page' : undefined}
          >
            <Icon size={18} stroke={1.6} aria-hidden="true" />
            {t(`settings.${id}`)}
          </Link>
        ))}
      </nav>
      <div className={classes.body}>
        {section === 'profiles' ? (
          <ProfilesSection item={props.item} />
        ) : section === 'upload' ? (
          <UploadTargetSection />
        ) : (
          <Kept section={section} />
        )}
      </div>
    </div>
  )
}

function Kept(props: { section: 'general' | 'network' | 'receiver' }) {
  const { t } = useTexts()
  const { settings, error, load } = useSettings((state) => state)
  if (settings === undefined && error !== undefined) {
    return <ErrorState error={error} onRetry={() => load()} />
  }
  if (settings === undefined) return <ListSkeleton rows={4} height={56} label={t('common.loading')} />
  if (props.section === 'general') return <GeneralSection settings={settings} />
  return props.section === 'network' ? (
    <NetworkSection settings={settings} />
  ) : (
    <ReceiverSection settings={settings} />
  )
}
