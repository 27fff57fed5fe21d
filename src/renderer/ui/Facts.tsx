import type { ReactNode } from 'react'
import classes from './Facts.module.css'

/** Names and what belongs to them, one pair a line. */
export function Facts(props: { children: ReactNode }) {
  return <dl className={classes.facts}>{props.children}</dl>
}

export function Fact(props: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  )
}
