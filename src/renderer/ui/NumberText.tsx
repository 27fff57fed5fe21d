import { groupNumber } from '../../domain/phone/index.ts'

/** A number as it is read aloud; what is copied from the page by selection stays as shown. */
export function NumberText(props: { number: string; className?: string | undefined }) {
  return (
    <span className={`tabular number ${props.className ?? ''}`} title={props.number}>
      {groupNumber(props.number)}
    </span>
  )
}
