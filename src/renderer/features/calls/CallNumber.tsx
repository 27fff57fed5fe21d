import type { Call } from '../../../contract/calls.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { type Translate, useTexts } from '../../i18n/index.ts'
import { CopyIcon } from '../../ui/CopyIcon.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { useNumberInFull } from '../../ui/number-masking.tsx'
import { RevealNumber } from '../../ui/RevealNumber.tsx'
import { customerNumber } from './selectors.ts'

/** The customer's number as text: grouped, or that it is not known. */
export function callNumber(call: Call, t: Translate): string {
  const number = customerNumber(call)
  return number === undefined ? t('calls.card.unknownNumber') : groupNumber(number)
}

/** The customer's number, to read, to reveal and to copy. */
export function CallNumber(props: { call: Call }) {
  const { t } = useTexts()
  const number = customerNumber(props.call)
  const inFull = useNumberInFull(number ?? '')
  if (number === undefined) return <>{callNumber(props.call, t)}</>
  return (
    <>
      <NumberText number={number} />
      <CopyIcon
        value={inFull}
        label={t('common.copyNumber', { number: groupNumber(inFull) })}
        done={t('common.copied')}
      />
      <RevealNumber number={number} callId={props.call.id} />
    </>
  )
}
