import { IconListSearch } from '@tabler/icons-react'
import { useCallback, useDeferredValue, useEffect, useMemo } from 'react'
import type { Call } from '../../../contract/calls.ts'
import { type CallId, isCallId, isE164, isSealedNumber } from '../../../domain/values.ts'
import { useTexts } from '../../i18n/index.ts'
import { go } from '../../ui/go.ts'
import { focusOf, isComposing, isTyping } from '../../ui/keys.ts'
import { NeighboursProvider } from '../../ui/neighbours.tsx'
import { callRoute } from '../../ui/routes.ts'
import { Split } from '../../ui/Split.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { CallBinding } from '../bindings/index.ts'
import { CallDetail } from '../calls/index.ts'
import { useRedial } from '../dial/index.ts'
import { useRecordings } from '../player/index.ts'
import { AddToReview } from '../review/index.ts'
import { CallList } from './CallList.tsx'
import { FilterBar } from './FilterBar.tsx'
import { NO_FILTER } from './filter.ts'
import classes from './HistoryView.module.css'
import { useHistory } from './store.ts'

/** Keys that lead to what is added to the call that is open; a letter each, so not while somebody types. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['e', 'call-note'],
  ['t', 'call-tags'],
  ['w', 'call-wrap-up'],
  ['r', 'call-remind'],
])

const PATIENCE_MS = 1000

/** A detail is drawn in steps, and a key may come before its field. */
function focusField(id: string, until: number): void {
  const field = document.getElementById(id)
  if (field !== null) {
    field.focus()
    field.scrollIntoView({ block: 'nearest' })
  } else if (performance.now() < until) requestAnimationFrame(() => focusField(id, until))
}

/** Every call there was, newest first, beside the one that is read. */
export function HistoryView(props: { callId: string | undefined }) {
  const { t } = useTexts()
  const redial = useRedial()
  const findCalls = useHistory((state) => state.showView)
  const callId = props.callId !== undefined && isCallId(props.callId) ? props.callId : undefined
  // The row is marked at once; the detail is drawn in small steps, between which what it needs comes in.
  const detailId = useDeferredValue(callId)
  const known = useHistory((state) => state.list.items.find(({ id }) => id === detailId))
  const prepare = useRecordings((state) => state.prepare)
  const open = useCallback(
    (call: Call) => {
      if (call.recording === 'made') prepare(call.id)
      go(callRoute(call.id))
    },
    [prepare],
  )
  const neighbours = useListNeighbours(detailId, open)
  const isCallOpen = callId !== undefined
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      if (event.defaultPrevented || isComposing(event) || isTyping(focusOf(event.target))) return
      const field = FIELDS.get(event.key.toLowerCase())
      if (field === undefined || !isCallOpen) return
      event.preventDefault()
      focusField(field, performance.now() + PATIENCE_MS)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [isCallOpen])

  return (
    <Split
      name="history"
      label={t('common.resize')}
      initial={440}
      min={360}
      max={720}
      list={
        <div className={classes.list}>
          <h1 className="visually-hidden">{t('history.title')}</h1>
          <FilterBar />
          <CallList chosen={callId} onOpen={open} />
        </div>
      }
      detail={
        <div className={classes.detail}>
          {detailId === undefined ? (
            <EmptyState
              icon={<IconListSearch size={28} stroke={1.5} />}
              title={t('history.pickTitle')}
              text={t('history.pickText')}
            />
          ) : (
            <NeighboursProvider value={neighbours}>
              <CallDetail
                key={detailId}
                callId={detailId}
                known={known}
                onRedial={redial}
                acts={(call) => <AddToReview call={call} />}
                more={(call) => <CallBinding call={call} />}
                onNumber={(number) => {
                  if (isE164(number) || isSealedNumber(number)) findCalls({ ...NO_FILTER, number })
                }}
              />
            </NeighboursProvider>
          )}
        </div>
      }
    />
  )
}

/** The calls above and below the one that is read, as the list has them. */
function useListNeighbours(callId: CallId | undefined, open: (call: Call) => void) {
  const calls = useHistory((state) => state.list.items)
  return useMemo(() => {
    const at = calls.findIndex(({ id }) => id === callId)
    const to = (index: number) => {
      const call = at < 0 ? undefined : calls[index]
      return call === undefined ? undefined : () => open(call)
    }
    return { previous: to(at - 1), next: to(at + 1) }
  }, [calls, callId, open])
}
