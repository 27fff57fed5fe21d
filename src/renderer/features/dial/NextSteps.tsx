import type { DialRequest } from '../../../contract/calls.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Notice } from '../../ui/Notice.tsx'

/** What the platform will do once the button is pressed, in words. */
export function NextSteps(props: { request: Omit<DialRequest, 'requestId'> }) {
  const { caller, callee, displayToCaller, options } = props.request
  const { t } = useTexts()
  const numbers = {
    own: groupNumber(caller),
    callee: groupNumber(callee),
    display: groupNumber(displayToCaller),
  }
  return (
    <Notice tone="info" title={t('dial.next.title')}>
      <span>{t(options.playPreVoice ? 'dial.next.prompt' : 'dial.next.plain', numbers)}</span>
      {options.record ? <span> {t('dial.next.record')}</span> : null}
      {options.maxDurationMinutes > 0 ? (
        <span> {t('dial.next.limit', { count: options.maxDurationMinutes })}</span>
      ) : null}
    </Notice>
  )
}
