import { IconSpeakerphone } from '@tabler/icons-react'
import type { FormEvent } from 'react'
import type { Profile } from '../../../contract/profiles.ts'
import { checkContents } from '../../../domain/notify/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { OnceSubmit } from '../../ui/OnceSubmit.tsx'
import { ContentList } from './ContentList.tsx'
import { FormHead } from './FormHead.tsx'
import classes from './Forms.module.css'
import { contentsOf, draftNotification } from './fields.ts'
import { useLibrary } from './library.ts'
import { useNotify } from './store.ts'

/** Whom to call, and up to five contents in order (voice-call.md §3). */
export function NotificationForm(props: { profile: Profile }) {
  const { profile } = props
  const { t } = useTexts()
  const online = useOnline()
  const { notification: fields, sending, set, send } = useNotify((state) => state)
  const error = useNotify((state) => state.errors.notification)
  const library = useLibrary(profile.id)
  const drafted = draftNotification(fields, profile, library)
  const findings = checkContents(contentsOf(fields.contents), library)
  const busy = sending !== undefined
  const ready = online && drafted.ok && !busy
  const need = online ? (drafted.ok ? undefined : drafted.need) : 'offline'

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) send(drafted.request)
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <FormHead tab="notification" profile={profile} fields={fields} onChange={set} />
      <ContentList
        contents={fields.contents}
        onChange={(contents) => set({ contents })}
        profile={profile}
        findings={findings}
      />
      <OnceSubmit
        error={error}
        ready={ready}
        busy={sending === 'notification'}
        icon={<IconSpeakerphone size={18} stroke={1.75} aria-hidden="true" />}
        label={t('notify.notification.act')}
        need={need === undefined ? undefined : t(`notify.needs.${need}`)}
      />
    </form>
  )
}
