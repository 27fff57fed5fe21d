import { Button } from '@mantine/core'
import type { Call } from '../../../contract/calls.ts'
import { joinSentences, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useCalls } from './store.ts'

/** A call whose answer was lost: what that means, and the one question that settles it. */
export function Settle(props: { call: Call }) {
  const { call } = props
  const { t, language } = useTexts()
  const online = useOnline()
  const settle = useCalls((state) => state.settle)
  const acting = useCalls((state) => state.acting.has(call.id))
  return (
    <Notice
      tone="warn"
      title={t('calls.unknown.title')}
      role="status"
      actions={
        <>
          <strong>{t('calls.unknown.question')}</strong>
          <Button
            size="xs"
            variant="default"
            disabled={!online || acting}
            onClick={() => settle(call.id, 'placed')}
          >
            {t('calls.unknown.rang')}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={!online || acting}
            onClick={() => settle(call.id, 'notPlaced')}
          >
            {t('calls.unknown.notRang')}
          </Button>
        </>
      }
    >
      {joinSentences(language, t('calls.unknown.text'), t('calls.unknown.advice'))}
    </Notice>
  )
}
