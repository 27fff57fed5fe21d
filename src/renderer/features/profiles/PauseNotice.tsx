import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Profile } from '../../../contract/profiles.ts'
import { errorOf } from '../../client/index.ts'
import { formatClock, formatSpan, joinSentences, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useNow } from '../../ui/use-now.ts'
import { useProfiles } from './store.ts'

const TICK_MS = 1000

/** Why nothing is sent for a profile now, until when, and the way out. Silent while all is well. */
export function PauseNotice(props: { profile: Profile }) {
  const { pause, busyUntil } = props.profile
  const { t, language } = useTexts()
  const now = useNow(pause === undefined && busyUntil === undefined ? undefined : TICK_MS)
  if (pause !== undefined) return <Paused profile={props.profile} pause={pause} now={now} />
  if (busyUntil === undefined || busyUntil <= now) return null
  return (
    <Notice
      tone="warn"
      role="status"
      title={t('profiles.busy', { time: formatClock(busyUntil, language) })}
    />
  )
}

function Paused(props: { profile: Profile; pause: NonNullable<Profile['pause']>; now: number }) {
  const { profile, pause, now } = props
  const { t, language } = useTexts()
  const online = useOnline()
  const resume = useProfiles((state) => state.resume)
  const [asked, setAsked] = useState(false)
  const { busy, error, act } = useAct(errorOf)
  return (
    <Notice
      tone="bad"
      role="alert"
      title={t(`profiles.pause.${pause.reason}`)}
      actions={
        asked ? (
          <>
            <Button
              size="xs"
              color="red"
              disabled={!online}
              loading={busy}
              onClick={() => act(async () => void (await resume(profile.id)))}
            >
              {t('profiles.pause.resumeAnyway')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setAsked(false)}>
              {t('common.cancel')}
            </Button>
          </>
        ) : (
          <Button size="xs" variant="default" disabled={!online} onClick={() => setAsked(true)}>
            {t('profiles.pause.resume')}
          </Button>
        )
      }
    >
      {joinSentences(
        language,
        t('profiles.pause.text'),
        pause.until === undefined || pause.until <= now
          ? undefined
          : t('profiles.pause.until', {
              time: formatClock(pause.until, language),
              left: formatSpan(pause.until - now, language),
            }),
        asked ? t('profiles.pause.risk') : undefined,
        error?.message,
        error?.remedy,
      )}
    </Notice>
  )
}
