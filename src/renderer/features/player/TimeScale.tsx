import { formatDuration } from '../../i18n/index.ts'
import { timeTicks } from '../../ui/time-ticks.ts'
import type { Span } from './follow.ts'
import classes from './Player.module.css'

const MOST = 9
/** A figure this near the end would be cut. */
const LAST_SHARE = 0.95

/** The time under the part of the waveform that is in sight. */
export function TimeScale(props: { span: Span }) {
  const { from, to } = props.span
  if (to <= from) return <div className={classes.scale} />
  return (
    <div className={classes.scale} aria-hidden="true">
      {timeTicks(from * 1000, to * 1000, MOST).map((ms) => {
        const share = (ms / 1000 - from) / (to - from)
        return (
          <span key={ms} style={{ left: `${share * 100}%` }}>
            {share > LAST_SHARE ? null : formatDuration(ms)}
          </span>
        )
      })}
    </div>
  )
}
