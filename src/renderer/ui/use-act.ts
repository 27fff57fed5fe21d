import { useCallback, useState } from 'react'
import { type Language, useTexts } from '../i18n/index.ts'

/**
 * An act of the person that may fail: whether it is under way, and what went wrong the last time.
 *
 * @param toError makes what was thrown into what is shown
 */
export function useAct<E>(toError: (thrown: unknown, language: Language) => E) {
  const { language } = useTexts()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<E>()
  const act = useCallback(
    async (how: () => Promise<void>) => {
      setBusy(true)
      setError(undefined)
      try {
        await how()
      } catch (thrown) {
        setError(toError(thrown, language))
      } finally {
        setBusy(false)
      }
    },
    [toError, language],
  )
  const forget = useCallback(() => setError(undefined), [])
  return { busy, error, act, forget }
}
