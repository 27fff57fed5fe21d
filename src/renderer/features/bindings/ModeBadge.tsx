import type { Mode } from '../../../domain/bindings/index.ts'
import classes from './ModeBadge.module.css'

/** The name of a mode, which is the same in every language. */
export function ModeBadge(props: { mode: Mode }) {
  return <span className={classes.badge}>{props.mode.toUpperCase()}</span>
}
