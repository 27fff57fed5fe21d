import { Button } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useTexts } from '../i18n/index.ts'
import classes from './PagedList.module.css'
import type { Paged, Pager } from './paged.ts'

/** The next page is asked for before its place comes into view. */
const AHEAD = 40
const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowDown', 1],
  ['j', 1],
  ['ArrowUp', -1],
  ['k', -1],
])

type Item = { readonly id: string | number; readonly revision?: number }

/**
 * The rows of a list that is read a page at a time: only those in view are drawn, new ones wait behind a button
 * while one reads, ↑ and ↓ choose. While one scrolls a row is drawn once, when it comes near the view.
 *
 * @param props.name begins the id of each row
 * @param props.rowHeight in pixels
 * @param props.rowLabel a function that stays the same spares the rows that are drawn already; so does `row`
 */
export function PagedList<T extends Item>(props: {
  name: string
  label: string
  list: Pick<Paged<T, unknown, unknown>, 'items' | 'next' | 'more' | 'phase' | 'waitingCount'>
  pager: Pick<Pager<T>, 'readMore' | 'showWaiting' | 'setAtTop'>
  rowHeight: number
  chosen: T['id'] | undefined
  onChoose: (item: T) => void
  rowLabel: (item: T) => string
  row: (item: T) => ReactNode
}) {
  const { list, pager, rowHeight, chosen, name } = props
  const { items, next, more } = list
  const { readMore } = pager
  const { t } = useTexts()
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => items[index]?.id ?? index,
  })
  const drawn = virtual.getVirtualItems()
  const last = drawn.at(-1)?.index ?? 0

  useEffect(() => {
    if (next !== undefined && more === 'idle' && last >= items.length - AHEAD) readMore()
  }, [last, next, more, items.length, readMore])

  const press = (event: KeyboardEvent) => {
    const by = STEPS.get(event.key) ?? 0
    if (by === 0 || event.altKey || event.ctrlKey || event.metaKey) return
    const at = items.findIndex(({ id }) => id === chosen)
    const to = at < 0 ? 0 : at + by
    const item = items[to]
    if (item === undefined) return
    event.preventDefault()
    // The letters mean something else to the detail beside the list.
    event.stopPropagation()
    virtual.scrollToIndex(to)
    props.onChoose(item)
  }

  const choose = ({ target }: MouseEvent) => {
    const row = target instanceof Element ? target.closest('[data-index]') : null
    const item = items[Number(row?.getAttribute('data-index') ?? -1)]
    if (item !== undefined) props.onChoose(item)
  }

  return (
    <div className={classes.frame} data-busy={list.phase === 'loading' || undefined}>
      {list.waitingCount === 0 ? null : (
        <Button
          className={classes.fresh}
          size="compact-sm"
          radius="xl"
          leftSection={<IconArrowUp size={14} aria-hidden="true" />}
          onClick={() => {
            pager.showWaiting()
            scroll.current?.scrollTo({ top: 0 })
          }}
        >
          {t('history.fresh', { count: list.waitingCount })}
        </Button>
      )}
      <div
        ref={scroll}
        className={classes.scroll}
        role="listbox"
        tabIndex={0}
        aria-label={props.label}
        aria-activedescendant={chosen === undefined ? undefined : `${name}-${chosen}`}
        onKeyDown={press}
        onClick={choose}
        onScroll={(event) => pager.setAtTop(event.currentTarget.scrollTop < rowHeight / 2)}
      >
        <div className={classes.rows} style={{ height: virtual.getTotalSize() }}>
          {drawn.map((place) => {
            const item = items[place.index]
            return item === undefined ? null : (
              <Row
                key={place.key}
                name={name}
                index={place.index}
                item={item}
                chosen={item.id === chosen}
                top={place.start}
                height={rowHeight}
                label={props.rowLabel}
                content={props.row}
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

/** The keys of the list box choose; the row itself takes no focus. What is in it is drawn anew with its item only. */
function Row<T extends Item>(props: {
  name: string
  index: number
  item: T
  chosen: boolean
  top: number
  height: number
  label: (item: T) => string
  content: (item: T) => ReactNode
}) {
  const { item, label, content } = props
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div
      id={`${props.name}-${item.id}`}
      role="option"
      aria-selected={props.chosen}
      aria-label={useMemo(() => label(item), [label, item])}
      data-index={props.index}
      className={classes.row}
      style={{ transform: `translateY(${props.top}px)`, height: props.height }}
    >
      {useMemo(() => content(item), [content, item])}
    </div>
  )
}
