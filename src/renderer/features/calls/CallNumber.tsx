import type { Call } from '../../../contract/calls.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { type Translate, useTexts } from '../../i18n/index.ts'
import { CopyIcon } from '../../ui/CopyIcon.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { customerNumber } from './selectors.ts'

/** The customer's number as text: grouped, or that it is not known. */
export function callNumber(call: Call, t: Translate): string {
  const number = customerNumber(call)
  return number === undefined ? t('calls.card.unknownNumber') : groupNumber(number)
}

/** The customer's number, to read and to copy. */
export function CallNumber(props: { call: Call }) {
  const { t } = useTexts()
  const number = customerNumber(props.call)
  const shown = callNumber(props.call, t)
  if (number === undefined) return <>{shown}</>
  return (
    <>
      <NumberText number={number} />
      <CopyIcon value={number} label={t('common.copyNumber', { number: shown })} done={t('common.copied')} />
    </>
  )
}
