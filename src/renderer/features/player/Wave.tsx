import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { formatDuration, useTexts } from '../../i18n/index.ts'
import classes from './Player.module.css'
import { TimeScale } from './TimeScale.tsx'
import type { Sound } from './use-sound.ts'
import type { View } from './use-view.ts'

/** The drawing, which is also the slider over the time of the recording. */
export function Wave(props: { waveRef: RefObject<HTMLDivElement | null>; sound: Sound; view: View }) {
  const { sound, view } = props
  const { at, duration, seek, skip, phase } = sound
  const { t } = useTexts()
  const frame = useRef<HTMLDivElement>(null)
  const [hover, setHover] = useState<number>()
  const track = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    setHover(Math.min(1, Math.max(0, (event.clientX - left) / width)))
  }
  const zoom = view.zoom
  useEffect(() => {
    // React listens passively to wheels, and the page must not be zoomed too.
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return
      event.preventDefault()
      zoom(event.deltaY < 0 ? 1 : -1)
    }
    const element = frame.current
    element?.addEventListener('wheel', wheel, { passive: false })
    return () => element?.removeEventListener('wheel', wheel)
  }, [zoom])
  const { from, to } = view.span
  return (
    <div
      ref={frame}
      className={classes.wave}
      role="slider"
      tabIndex={0}
      aria-label={t('player.wave')}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration)}
      aria-valuenow={Math.round(at)}
      aria-valuetext={t('player.position', {
        time: formatDuration(at * 1000),
        total: formatDuration(duration * 1000),
      })}
      onPointerMove={track}
      onPointerLeave={() => setHover(undefined)}
      onKeyDown={(event) => {
        const step = event.shiftKey ? 1 : 5
        if (event.key === 'ArrowLeft') skip(-step)
        else if (event.key === 'ArrowRight') skip(step)
        else if (event.key === 'PageDown') skip(-10)
        else if (event.key === 'PageUp') skip(10)
        else if (event.key === 'Home') seek(0)
        else if (event.key === 'End') seek(duration)
        else return
        event.preventDefault()
      }}
    >
      <div ref={props.waveRef} className={classes.canvas} data-ready={phase === 'ready' || undefined} />
      <TimeScale span={view.span} />
      {hover === undefined || duration === 0 ? null : (
        <span
          className={classes.pointer}
          style={{ left: `${hover * 100}%` }}
          data-late={hover > 0.9 || undefined}
          aria-hidden="true"
        >
          <i>{formatDuration((from + hover * (to - from)) * 1000)}</i>
        </span>
      )}
    </div>
  )
}
