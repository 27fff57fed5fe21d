import { ActionIcon, Checkbox, Tooltip } from '@mantine/core'
import {
  IconArrowBarToUp,
  IconArrowDown,
  IconDownload,
  IconPlayerTrackNext,
  IconShieldCheck,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { RecordingRow } from '../../../contract/recordings.ts'
import {
  formatClock,
  formatDuration,
  formatRelative,
  formatSpan,
  formatWeekday,
  useTexts,
} from '../../i18n/index.ts'
import { NumberText } from '../../ui/NumberText.tsx'
import { recordingRoute } from '../../ui/routes.ts'
import classes from './RecordingsView.module.css'
import { useRescue } from './store.ts'

const WEEK_MS = 7 * 86_400_000
const HALF_DAY_MS = 12 * 3_600_000

/** One recording: whose call, how far it is, and what can be done with it. */
export function RecordingItem(props: { row: RecordingRow; now: number; open: boolean }) {
  const { recording, call } = props.row
  const { t, language } = useTexts()
  const { chosen, mark, verified } = useRescue((state) => state)
  const { callId, state } = recording
  const number = call?.b?.number ?? call?.a.number
  const intact = verified.get(callId)
  return (
    <li className={classes.item} data-open={props.open || undefined}>
      {state === 'ready' ? (
        <Checkbox
          size="xs"
          aria-label={t('recordings.mark', { number: number ?? callId })}
          checked={chosen.has(callId)}
          onChange={(event) => mark([callId], event.currentTarget.checked)}
        />
      ) : null}
      <Link href={recordingRoute(callId)} className={classes.main}>
        <span className={classes.number}>
          {number === undefined ? t('recordings.unknownCall') : <NumberText number={number} />}
        </span>
        <span className={classes.when}>
          {call === undefined
            ? ''
            : `${formatWeekday(call.startedAt, language)} ${formatClock(call.startedAt, language)}`}
        </span>
        <span className={classes.fact}>
          <Fact {...props} intact={intact} />
        </span>
      </Link>
      <Acts row={props.row} />
    </li>
  )
}

function Fact(props: { row: RecordingRow; now: number; intact: boolean | undefined }) {
  const { recording } = props.row
  const { t, language } = useTexts()
  const { state, deadline } = recording
  if (state === 'lost') return <span className={classes.bad}>{recording.lastError?.message}</span>
  if (state === 'ready') {
    const size = new Intl.NumberFormat(language, {
      style: 'unit',
      unit: 'megabyte',
      maximumFractionDigits: 1,
    }).format((recording.bytes ?? 0) / 1e6)
    return (
      <>
        {formatDuration(recording.durationMs ?? 0)} · {size} ·{' '}
        <Tooltip label={`SHA-256 ${recording.sha256 ?? ''}`}>
          <code>{recording.sha256?.slice(0, 8)}</code>
        </Tooltip>
        {props.intact === undefined ? null : (
          <b className={props.intact ? classes.good : classes.bad} role="status">
            {' '}
            {t(props.intact ? 'recordings.intact' : 'recordings.changed')}
          </b>
        )}
      </>
    )
  }
  const left = Math.max(0, deadline - props.now)
  const attempt =
    state === 'fetching'
      ? t('recordings.fetching')
      : recording.attempts === 0 || recording.nextAttemptAt === undefined
        ? undefined
        : t('recordings.nextTry', {
            count: recording.attempts,
            when: formatRelative(Math.max(props.now, recording.nextAttemptAt), props.now, language),
          })
  return (
    <>
      <span className={classes.left} aria-hidden="true">
        <i style={{ width: `${(left / WEEK_MS) * 100}%` }} data-late={left < HALF_DAY_MS || undefined} />
      </span>
      {t('recordings.left', { time: formatSpan(left, language) })}
      {attempt === undefined ? null : ` · ${attempt}`}
      {recording.priority === 'usual' ? null : <b> · {t(`recordings.priority.${recording.priority}`)}</b>}
    </>
  )
}

function Acts(props: { row: RecordingRow }) {
  const { callId, state, priority, filePath } = props.row.recording
  const { t } = useTexts()
  const { fetchNow, moveUp, verify } = useRescue((rescue) => rescue)
  if (state === 'waiting') {
    const first = priority !== 'usual'
    return (
      <>
        <Act
          label={t(first ? 'recordings.usualTurn' : 'recordings.moveUp')}
          onClick={() => moveUp(callId, !first)}
        >
          {first ? <IconArrowDown size={16} stroke={1.7} /> : <IconArrowBarToUp size={16} stroke={1.7} />}
        </Act>
        <Act label={t('recordings.now')} onClick={() => fetchNow(callId)}>
          <IconPlayerTrackNext size={16} stroke={1.7} />
        </Act>
      </>
    )
  }
  if (state !== 'ready' || filePath === undefined) return null
  return (
    <>
      <Act label={t('recordings.verify')} onClick={() => verify(callId)}>
        <IconShieldCheck size={16} stroke={1.7} />
      </Act>
      <Tooltip label={t('recordings.download')}>
        <ActionIcon
          component="a"
          href={filePath}
          download
          variant="subtle"
          color="gray"
          aria-label={t('recordings.download')}
        >
          <IconDownload size={16} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    </>
  )
}

function Act(props: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon variant="subtle" color="gray" aria-label={props.label} onClick={props.onClick}>
        {props.children}
      </ActionIcon>
    </Tooltip>
  )
}
