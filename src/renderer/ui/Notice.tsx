import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Notice.module.css'

type Tone = 'info' | 'good' | 'warn' | 'bad'

const ICONS = {
  info: IconInfoCircle,
  good: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconAlertTriangle,
}

/** A sentence that stands beside what it speaks of, with at most a few actions. */
export function Notice(props: {
  tone: Tone
  title?: string | undefined
  children?: ReactNode
  actions?: ReactNode
  role?: 'alert' | 'status'
}) {
  const Icon = ICONS[props.tone]
  return (
    <div className={classes.notice} data-tone={props.tone} role={props.role}>
      <Icon size={18} stroke={1.75} className={classes.icon} aria-hidden="true" />
      <div className={classes.body}>
        {props.title === undefined ? null : <div className={classes.title}>{props.title}</div>}
        {props.children === undefined ? null : <div className={classes.text}>{props.children}</div>}
        {props.actions === undefined ? null : <div className={classes.actions}>{props.actions}</div>}
      </div>
    </div>
  )
}
