import type { Call } from '../../../contract/calls.ts'
import { useTexts } from '../../i18n/index.ts'

/** Minutes that are charged, per leg; apart from the time talked. */
export function Billed(props: { call: Call }) {
  const { billedMinutes, feeReceived, b } = props.call
  const { t } = useTexts()
  if (!feeReceived || billedMinutes === undefined) return <span>{t('calls.billedPending')}</span>
  const minutes = (count: number) => t('common.minutes', { count })
  return (
    <span className="tabular">
      {t('calls.billed')} · {t('calls.billedYou', { minutes: minutes(billedMinutes.a) })}
      {b === undefined ? null : ` · ${t('calls.billedCustomer', { minutes: minutes(billedMinutes.b) })}`}
    </span>
  )
}
