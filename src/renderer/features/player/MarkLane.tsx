import { IconFlagFilled, IconMessageFilled } from '@tabler/icons-react'
import type { CurrentMark } from '../../../contract/review-records.ts'
import { formatDuration, useTexts } from '../../i18n/index.ts'
import type { Span } from './follow.ts'
import classes from './Marks.module.css'

/** Marks over or under the waveform, each where its time is; pressing one goes there. */
export function MarkLane(props: {
  kind: 'markers' | 'comments'
  marks: readonly CurrentMark[]
  span: Span
  onGo: (seconds: number) => void
}) {
  const { kind, marks, span } = props
  const { t } = useTexts()
  const Icon = kind === 'markers' ? IconFlagFilled : IconMessageFilled
  const place = (ms: number) => ((ms / 1000 - span.from) / (span.to - span.from)) * 100
  return (
    <div className={classes.lane} data-kind={kind}>
      {marks.map(({ id, heads }) => {
        const record = heads[0]?.record
        if (record === undefined || span.to <= span.from) return null
        const from = place(record.fromMs)
        const to = record.toMs === undefined ? from : place(record.toMs)
        if (to < 0 || from > 100) return null
        const time = formatDuration(record.fromMs)
        return (
          <button
            key={id}
            type="button"
            className={classes.pin}
            style={{
              left: `min(${Math.max(0, from)}%, calc(100% - 24px))`,
              width: to > from ? `${Math.min(100, to) - Math.max(0, from)}%` : undefined,
            }}
            aria-label={
              record.text === ''
                ? t('player.marks.goMarker', { time })
                : t('player.marks.goComment', { time, text: record.text })
            }
            title={record.text === '' ? time : `${time} ${record.text}`}
            onClick={() => props.onGo(record.fromMs / 1000)}
          >
            <Icon size={12} aria-hidden="true" />
          </button>
        )
      })}
    </div>
  )
}
