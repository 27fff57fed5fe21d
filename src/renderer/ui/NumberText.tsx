import { groupNumber, withoutSeals } from '../../domain/phone/index.ts'
import { useNumberInFull } from './number-masking.tsx'

/**
 * A number as it is read aloud. While numbers are masked it is what main sealed, with dots for the hidden
 * digits, or in full for the time it is revealed.
 */
export function NumberText(props: { number: string; className?: string | undefined }) {
  const number = useNumberInFull(props.number)
  return (
    <span className={`tabular number ${props.className ?? ''}`} title={withoutSeals(number)}>
      {groupNumber(number)}
    </span>
  )
}
