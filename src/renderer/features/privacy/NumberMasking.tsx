import { type ReactNode, useMemo } from 'react'
import { isCallId } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { NumberMaskingProvider } from '../../ui/number-masking.tsx'
import { showToast } from '../../ui/toast.ts'
import { usePrivacy } from './store.ts'

/** Lets every number on the page know whether it is revealed. */
export function NumberMasking(props: { children: ReactNode }) {
  const { t, language } = useTexts()
  const revealed = usePrivacy((state) => state.revealed)
  const reveal = usePrivacy((state) => state.reveal)
  const hide = usePrivacy((state) => state.hide)
  const value = useMemo(
    () => ({
      revealed,
      hide,
      async reveal(number: string, callId: string | undefined) {
        try {
          await reveal(number, callId !== undefined && isCallId(callId) ? callId : undefined)
        } catch (thrown) {
          const { message, remedy } = errorOf(thrown, language)
          showToast(t, { color: 'red', title: message, message: remedy })
        }
      },
    }),
    [revealed, reveal, hide, t, language],
  )
  return <NumberMaskingProvider value={value}>{props.children}</NumberMaskingProvider>
}
