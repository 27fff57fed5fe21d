import { Popover, UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './StatusItem.module.css'

/** A part of the status line; pressing it opens what it means. */
export function StatusItem(props: {
  tone: 'good' | 'warn' | 'bad' | 'quiet'
  icon: ReactNode
  label: string
  detail?: string | undefined
  title: string
  children: ReactNode
}) {
  return (
    <Popover position="top-start" width={340} trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.item} data-tone={props.tone}>
          <span className={classes.icon} aria-hidden="true">
            {props.icon}
          </span>
          <span>{props.label}</span>
          {props.detail === undefined ? null : <span className={classes.detail}>{props.detail}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.explanation} tabIndex={-1} data-autofocus>
        <h4>{props.title}</h4>
        {props.children}
      </Popover.Dropdown>
    </Popover>
  )
}
