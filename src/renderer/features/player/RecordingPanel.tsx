import { Button } from '@mantine/core'
import { IconCloudDownload, IconFileOff, IconLoader } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { Recording } from '../../../contract/recordings.ts'
import type { CallId } from '../../../domain/values.ts'
import { formatRelative, formatSpan, joinSentences, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Player } from './Player.tsx'
import classes from './RecordingPanel.module.css'
import { useRecordings } from './store.ts'

/**
 * The recording of a call, from the wait for the platform to the sound.
 *
 * @param props.onShown is called when there is something to see: the waveform, or why there is none
 */
export function RecordingPanel(props: { callId: CallId; onShown?: () => void }) {
  const { callId, onShown } = props
  const { t, language } = useTexts()
  const show = useRecordings((state) => state.show)
  const read = useRecordings((state) => state.read)
  const slot = useRecordings((state) => state.byCall.get(callId))
  useEffect(() => show(callId), [callId, show])

  const recording = slot?.recording
  const wordsOnly = recording === undefined ? slot?.error !== undefined : recording.state !== 'ready'
  useEffect(() => {
    if (wordsOnly) onShown?.()
  }, [wordsOnly, onShown])
  if (recording === undefined) {
    if (slot?.error === undefined)
      return <div className={classes.place} role="status" aria-label={t('common.loading')} />
    if (slot.error.code === 'recording.notYet') return <p className={classes.quiet}>{t('player.notYet')}</p>
    return (
      <Notice
        tone="bad"
        title={slot.error.message}
        actions={
          <Button size="xs" variant="default" onClick={() => read(callId)}>
            {t('common.retry')}
          </Button>
        }
      >
        {slot.error.remedy}
      </Notice>
    )
  }
  if (recording.state === 'ready' && recording.audioPath !== undefined && recording.peaksPath !== undefined) {
    return (
      <Player
        key={`${callId} ${recording.sha256}`}
        callId={callId}
        audioPath={recording.audioPath}
        peaksPath={recording.peaksPath}
        peaks={slot?.peaks}
        onShown={onShown}
      />
    )
  }
  if (recording.state === 'deleted') return <p className={classes.quiet}>{t('player.deleted')}</p>
  if (recording.state === 'lost') {
    return (
      <div className={classes.state} data-tone="bad">
        <IconFileOff size={22} stroke={1.6} aria-hidden="true" />
        <div>
          <strong>{t('player.lost.title')}</strong>
          {recording.lastError === undefined ? null : (
            <p>{joinSentences(language, recording.lastError.message, recording.lastError.remedy)}</p>
          )}
        </div>
      </div>
    )
  }
  return recording.state === 'waiting' ? <Waiting recording={recording} /> : <Fetching />
}

function Fetching() {
  const { t } = useTexts()
  return (
    <div className={classes.state} role="status">
      <IconLoader size={22} stroke={1.6} className={classes.turning} aria-hidden="true" />
      <div>
        <strong>{t('player.fetching.title')}</strong>
        <p>{t('player.fetching.text')}</p>
      </div>
    </div>
  )
}

const TICK_MS = 1000

/** How long the platform keeps it, when we try next, and what was in the way. */
function Waiting(props: { recording: Recording }) {
  const { callId, deadline, nextAttemptAt, attempts, lastError } = props.recording
  const { t, language } = useTexts()
  const now = useNow(TICK_MS)
  const online = useOnline()
  const fetchNow = useRecordings((state) => state.fetchNow)
  const asking = useRecordings((state) => state.byCall.get(callId)?.asking === true)
  const next =
    nextAttemptAt === undefined || nextAttemptAt - now < 2 * TICK_MS
      ? t('player.waiting.soon')
      : t('player.waiting.next', { when: formatRelative(nextAttemptAt, now, language) })
  return (
    <div className={classes.state}>
      <IconCloudDownload size={22} stroke={1.6} aria-hidden="true" />
      <div>
        <strong>{t('player.waiting.title')}</strong>
        <p>
          {joinSentences(
            language,
            t('player.waiting.left', { time: formatSpan(Math.max(0, deadline - now), language) }),
            online ? next : t('player.waiting.pausedHint'),
          )}
        </p>
        {attempts === 0 ? null : (
          <p>
            {joinSentences(
              language,
              t('player.waiting.attempts', { count: attempts }),
              lastError === undefined ? undefined : t('player.waiting.last', { message: lastError.message }),
            )}
          </p>
        )}
      </div>
      <Button
        variant="default"
        size="xs"
        disabled={!online}
        loading={asking}
        onClick={() => fetchNow(callId)}
      >
        {t('player.waiting.fetch')}
      </Button>
    </div>
  )
}
