import type { Call } from '../../../contract/calls.ts'
import { explainEnd } from '../../../domain/explain/index.ts'
import { type Language, type Translate, useTexts } from '../../i18n/index.ts'
import { callNumber } from './CallNumber.tsx'
import { isOver } from './selectors.ts'
import { useCalls } from './store.ts'
import { nowWords } from './words.ts'

/** Tells a screen reader what the newest call is doing, once for each change. */
export function CallAnnouncer() {
  const { t, language } = useTexts()
  const call = useCalls(({ board, byId }) => (board[0] === undefined ? undefined : byId.get(board[0])))
  const spoken = call === undefined ? '' : spokenOf(call, t, language)
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {spoken}
    </div>
  )
}

function spokenOf(call: Call, t: Translate, language: Language): string {
  const state = isOver(call)
    ? explainEnd(call, language).headline
    : (nowWords(call, t) ?? t('calls.unknown.title'))
  return t('calls.spoken', { number: callNumber(call, t), state })
}
