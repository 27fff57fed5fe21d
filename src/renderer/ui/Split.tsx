import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { useRememberedNumber } from './remembered.ts'
import classes from './Split.module.css'

const STEP = 16

/** List beside detail; the width of the list is remembered and can be moved by pointer and by keys. */
export function Split(props: {
  name: string
  label: string
  initial: number
  min: number
  max: number
  list: ReactNode
  detail: ReactNode
}) {
  const [kept, setWidth] = useRememberedNumber(`split.${props.name}`, props.initial)
  const frame = useRef<HTMLDivElement>(null)
  const clamp = (value: number) => Math.min(props.max, Math.max(props.min, value))
  const width = clamp(kept)

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const left = frame.current?.getBoundingClientRect().left ?? 0
    setWidth(clamp(event.clientX - left))
  }
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0
    if (by === 0) return
    event.preventDefault()
    setWidth(clamp(width + by))
  }

  return (
    <div
      ref={frame}
      className={classes.split}
      style={{ gridTemplateColumns: `${width}px 1px minmax(0, 1fr)` }}
    >
      <div className={classes.pane}>{props.list}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is no <hr> */}
      <div
        role="separator"
        tabIndex={0}
        aria-label={props.label}
        aria-orientation="vertical"
        aria-valuenow={Math.round(width)}
        aria-valuemin={props.min}
        aria-valuemax={props.max}
        className={classes.handle}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={press}
      />
      <div className={classes.pane}>{props.detail}</div>
    </div>
  )
}
