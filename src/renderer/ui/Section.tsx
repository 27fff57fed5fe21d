import { type ReactNode, useId } from 'react'
import classes from './Section.module.css'

/** A titled block of a form or a detail. */
export function Section(props: { title: string; hint?: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <div>
          <h3 id={id} className={classes.title}>
            {props.title}
          </h3>
          {props.hint === undefined ? null : <p className={classes.hint}>{props.hint}</p>}
        </div>
        {props.aside}
      </div>
      {props.children}
    </section>
  )
}
