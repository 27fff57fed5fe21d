import { explainEnd } from '../../../domain/explain/index.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { customerNumber, isOver } from './selectors.ts'
import { useCalls } from './store.ts'
import { nowWords } from './words.ts'

/** Tells a screen reader what the newest call is doing, once for each change. */
export function CallAnnouncer() {
  const { t, language } = useTexts()
  const call = useCalls(({ board, byId }) => (board[0] === undefined ? undefined : byId.get(board[0])))
  const number = call === undefined ? undefined : customerNumber(call)
  const state =
    call === undefined
      ? undefined
      : isOver(call)
        ? explainEnd(call, language).headline
        : (nowWords(call, t) ?? t('calls.unknown.title'))
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {state === undefined
        ? ''
        : t('calls.spoken', {
            number: number === undefined ? t('calls.card.unknownNumber') : groupNumber(number),
            state,
          })}
    </div>
  )
}
