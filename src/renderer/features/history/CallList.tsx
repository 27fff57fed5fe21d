import { Button } from '@mantine/core'
import { IconArrowUp, IconHistory, IconZoomCancel } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import type { CallId } from '../../../domain/values.ts'
import { useTexts } from '../../i18n/index.ts'
import { callRoute, ROUTES } from '../../ui/routes.ts'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import classes from './CallList.module.css'
import { CallRow } from './CallRow.tsx'
import { isFiltering, NO_FILTER } from './filter.ts'
import { useHistory } from './store.ts'

const ROW = 60
/** The next page is asked for before its place comes into view. */
const AHEAD = 15

export function CallList(props: { chosen: CallId | undefined }) {
  const { t } = useTexts()
  const { phase, error, calls, fields, load, setFields } = useHistory((state) => state)
  if (phase === 'failed' && error !== undefined) {
    return <ErrorState error={error} onRetry={() => load()} />
  }
  if (phase === 'loading' && calls.length === 0) {
    return <ListSkeleton rows={12} height={ROW} label={t('common.loading')} />
  }
  if (calls.length === 0 && isFiltering(fields)) {
    return (
      <EmptyState
        icon={<IconZoomCancel size={28} stroke={1.5} />}
        title={t('history.noneTitle')}
        text={t('history.noneText')}
        action={
          <Button variant="default" onClick={() => setFields(NO_FILTER)}>
            {t('history.filter.clear')}
          </Button>
        }
      />
    )
  }
  if (calls.length === 0) {
    return (
      <EmptyState
        icon={<IconHistory size={28} stroke={1.5} />}
        title={t('history.emptyTitle')}
        text={t('history.emptyText')}
        action={
          <Button component={Link} href={ROUTES.dial} variant="default">
            {t('history.emptyAction')}
          </Button>
        }
      />
    )
  }
  return <Rows chosen={props.chosen} />
}

function Rows(props: { chosen: CallId | undefined }) {
  const { chosen } = props
  const { t } = useTexts()
  const [, go] = useLocation()
  const { calls, next, more, phase, waitingCount, readMore, showWaiting, setAtTop } = useHistory(
    (state) => state,
  )
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: calls.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 8,
    getItemKey: (index) => calls[index]?.id ?? index,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0

  useEffect(() => {
    if (next !== undefined && more === 'idle' && last >= calls.length - AHEAD) readMore()
  }, [last, next, more, calls.length, readMore])

  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0 || event.altKey || event.ctrlKey || event.metaKey) return
    const at = calls.findIndex(({ id }) => id === chosen)
    const call = calls[at < 0 ? 0 : at + by]
    if (call === undefined) return
    event.preventDefault()
    virtual.scrollToIndex(calls.indexOf(call))
    go(callRoute(call.id))
  }

  return (
    <div className={classes.frame} data-busy={phase === 'loading' || undefined}>
      {waitingCount === 0 ? null : (
        <Button
          className={classes.fresh}
          size="compact-sm"
          radius="xl"
          leftSection={<IconArrowUp size={14} aria-hidden="true" />}
          onClick={() => {
            showWaiting()
            scroll.current?.scrollTo({ top: 0 })
          }}
        >
          {t('history.fresh', { count: waitingCount })}
        </Button>
      )}
      <div
        ref={scroll}
        className={classes.scroll}
        role="listbox"
        tabIndex={0}
        aria-label={t('history.list')}
        aria-activedescendant={chosen === undefined ? undefined : `call-${chosen}`}
        onKeyDown={press}
        onScroll={(event) => setAtTop(event.currentTarget.scrollTop < ROW / 2)}
      >
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const call = calls[item.index]
            return call === undefined ? null : (
              <CallRow
                key={item.key}
                call={call}
                chosen={call.id === chosen}
                top={item.start}
                height={ROW}
                onChoose={() => go(callRoute(call.id))}
              />
            )
          })}
        </div>
        <div className={classes.foot}>
          {more === 'failed' ? (
            <>
              {t('history.moreFailed')}{' '}
              <Button size="compact-xs" variant="default" onClick={() => readMore()}>
                {t('common.retry')}
              </Button>
            </>
          ) : more === 'loading' ? (
            t('history.loadingMore')
          ) : next === undefined ? (
            t('history.end')
          ) : null}
        </div>
      </div>
    </div>
  )
}
