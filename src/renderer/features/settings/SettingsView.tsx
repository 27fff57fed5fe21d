import {
  IconAdjustments,
  IconAntennaBars5,
  IconChecklist,
  IconDatabase,
  IconIdBadge2,
  IconListDetails,
  IconLock,
  IconNetwork,
  IconStethoscope,
  IconUpload,
} from '@tabler/icons-react'
import { Link } from 'wouter'
import { useTexts } from '../../i18n/index.ts'
import { ROUTES } from '../../ui/routes.ts'
import { ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { WrapUpSection } from '../annotations/index.ts'
import { AuditSection } from '../audit/index.ts'
import { BackupSection } from '../backup/index.ts'
import { DoctorSection } from '../doctor/index.ts'
import { MaskingSection } from '../privacy/index.ts'
import { ProfilesSection } from '../profiles/index.ts'
import { RetentionSection } from '../retention/index.ts'
import { UploadTargetSection } from '../uploads/index.ts'
import { GeneralSection } from './GeneralSection.tsx'
import { NetworkSection } from './NetworkSection.tsx'
import { ReceiverSection } from './ReceiverSection.tsx'
import classes from './SettingsView.module.css'
import { useSettings } from './store.ts'

/** In the order of the list; `view` is what its place shows. */
const SECTIONS = [
  { id: 'general', icon: IconAdjustments, view: () => <Kept section="general" /> },
  { id: 'profiles', icon: IconIdBadge2, view: (item?: string) => <ProfilesSection item={item} /> },
  { id: 'network', icon: IconNetwork, view: () => <Kept section="network" /> },
  { id: 'upload', icon: IconUpload, view: () => <UploadTargetSection /> },
  { id: 'receiver', icon: IconAntennaBars5, view: () => <Kept section="receiver" /> },
  { id: 'wrapUp', icon: IconChecklist, view: () => <WrapUpSection /> },
  { id: 'privacy', icon: IconLock, view: () => <Kept section="privacy" /> },
  { id: 'data', icon: IconDatabase, view: () => <Kept section="data" /> },
  { id: 'doctor', icon: IconStethoscope, view: () => <DoctorSection /> },
  { id: 'audit', icon: IconListDetails, view: () => <AuditSection /> },
] as const

export function SettingsView(props: { section: string | undefined; item: string | undefined }) {
  const { t } = useTexts()
  const here = SECTIONS.find(({ id }) => id === props.section) ?? SECTIONS[0]
  return (
    <div className={classes.settings}>
      <nav className={classes.nav} aria-label={t('settings.nav')}>
        <h1 className={classes.heading}>{t('settings.title')}</h1>
        {SECTIONS.map(({ id, icon: Icon }) => (
          <Link
            key={id}
            href={`${ROUTES.settings}/${id}`}
            className={classes.entry}
            aria-current={id === here.id ? 'page' : undefined}
          >
            <Icon size={18} stroke={1.6} aria-hidden="true" />
            {t(`settings.${id}`)}
          </Link>
        ))}
      </nav>
      <div className={classes.body}>{here.view(props.item)}</div>
    </div>
  )
}

function Kept(props: { section: 'general' | 'network' | 'receiver' | 'privacy' | 'data' }) {
  const { t } = useTexts()
  const { settings, error, load, save } = useSettings((state) => state)
  if (settings === undefined && error !== undefined) {
    return <ErrorState error={error} onRetry={() => load()} />
  }
  if (settings === undefined) return <ListSkeleton rows={4} height={56} label={t('common.loading')} />
  if (props.section === 'general') return <GeneralSection settings={settings} />
  if (props.section === 'privacy') {
    return (
      <div className={classes.wide}>
        <MaskingSection settings={settings} save={save} />
        <RetentionSection />
      </div>
    )
  }
  if (props.section === 'data') {
    return (
      <div className={classes.wide}>
        <BackupSection settings={settings} save={save} />
      </div>
    )
  }
  return props.section === 'network' ? (
    <NetworkSection settings={settings} />
  ) : (
    <ReceiverSection settings={settings} />
  )
}
