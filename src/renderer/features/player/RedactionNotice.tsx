import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { CallId } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { formatClock, formatDuration, formatMoment, useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './Marks.module.css'
import { useMarks } from './marks-store.ts'

/** That and why something was taken out; the original only for a reason that is written down. */
export function RedactionNotice(props: { callId: CallId }) {
  const { callId } = props
  const { t, language } = useTexts()
  const known = useMarks((state) => state.redactions.get(callId))
  const unseal = useMarks((state) => state.unseal)
  const { busy, error, act } = useAct(errorOf)
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [heard, setHeard] = useState<{ audioPath: string; until: number }>()
  if (known === undefined || known.redactions.length === 0) return null
  const ask = (event: FormEvent) => {
    event.preventDefault()
    act(async () => {
      setHeard(await unseal(callId, reason.trim()))
      setAsking(false)
    })
  }
  return (
    <Notice tone="info" title={t('player.redact.done')}>
      <ul className={classes.redactions}>
        {known.redactions.map(({ id, at, by, fill, spans, reason: why }) => (
          <li key={id}>
            {spans.map(({ fromMs, toMs }) => `${formatDuration(fromMs)}–${formatDuration(toMs)}`).join(', ')}{' '}
            · {t(`player.redact.${fill}`)} · {by} · {formatMoment(at, language)} · {why}
          </li>
        ))}
      </ul>
      {!known.sealed ? null : heard !== undefined ? (
        <>
          <p>{t('player.redact.heardUntil', { time: formatClock(heard.until, language) })}</p>
          {/* biome-ignore lint/a11y/useMediaCaption: what was said is not known */}
          <audio controls src={heard.audioPath} preload="none" aria-label={t('player.redact.original')} />
        </>
      ) : asking ? (
        <form onSubmit={ask} className={classes.form}>
          <TextInput
            label={t('player.redact.whyHear')}
            data-autofocus
            autoFocus
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ErrorNotice error={error} />
          <div className={classes.acts}>
            <Button type="submit" size="xs" loading={busy} disabled={reason.trim() === ''}>
              {t('player.redact.hear')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setAsking(false)}>
              {t('common.cancel')}
            </Button>
          </div>
        </form>
      ) : (
        <Button size="compact-xs" variant="default" onClick={() => setAsking(true)}>
          {t('player.redact.hear')}
        </Button>
      )}
    </Notice>
  )
}
