import type { DialRequest } from '../../../contract/calls.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { joinSentences, useTexts } from '../../i18n/index.ts'
import { Notice } from '../../ui/Notice.tsx'

/** What the platform will do once the button is pressed, in words. */
export function NextSteps(props: { request: Omit<DialRequest, 'requestId'> }) {
  const { caller, callee, displayToCaller, options } = props.request
  const { t, language } = useTexts()
  const numbers = {
    own: groupNumber(caller),
    callee: groupNumber(callee),
    display: groupNumber(displayToCaller),
  }
  return (
    <Notice tone="info" title={t('dial.next.title')}>
      {joinSentences(
        language,
        t(options.playPreVoice ? 'dial.next.prompt' : 'dial.next.plain', numbers),
        options.record ? t('dial.next.record') : undefined,
        options.maxDurationMinutes > 0
          ? t('dial.next.limit', { count: options.maxDurationMinutes })
          : undefined,
      )}
    </Notice>
  )
}
