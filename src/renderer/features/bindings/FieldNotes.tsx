import classes from './FieldNotes.module.css'
import type { FieldWords } from './findings.ts'

/** What warns of a field without stopping it, under the field. */
export function FieldNotes(props: { notes: FieldWords['notes'] }) {
  return (
    <>
      {props.notes.map(({ weight, text }) => (
        <p key={text} className={classes.note} data-weight={weight}>
          {text}
        </p>
      ))}
    </>
  )
}
