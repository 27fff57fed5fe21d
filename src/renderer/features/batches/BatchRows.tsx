import { Anchor } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Batch, BatchRow } from '../../../contract/batches.ts'
import { explainBindingFinding, explainResult } from '../../../domain/explain/index.ts'
import { joinSentences, type Language, type Translate, useTexts } from '../../i18n/index.ts'
import { NumberText } from '../../ui/NumberText.tsx'
import { bindingRoute } from '../../ui/routes.ts'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { ErrorState, ListSkeleton } from '../../ui/states.tsx'
import classes from './BatchRows.module.css'
import { useBatches } from './store.ts'

const ROW = 52
const AHEAD = 30
/** Rows in view are read again at most so often while the batch goes on. */
const RENEW_MS = 700

/** Each row of the file with its verdict; only those in view are drawn, and renewed as the batch goes on. */
export function BatchRows(props: { batch: Batch }) {
  const { t } = useTexts()
  const open = useBatches((state) => (state.open?.batchId === props.batch.id ? state.open : undefined))
  const setFilter = useBatches((state) => state.setFilter)
  if (open === undefined || open.phase === 'loading') {
    return <ListSkeleton rows={6} height={ROW} label={t('common.loading')} />
  }
  if (open.phase === 'failed' && open.error !== undefined) {
    return <ErrorState error={open.error} onRetry={() => setFilter(open.filter)} />
  }
  if (open.rows.length === 0) return <p className={classes.none}>{t('batches.rows.none')}</p>
  return <Rows batch={props.batch} rows={open.rows} hasMore={open.next !== undefined} />
}

function Rows(props: { batch: Batch; rows: readonly BatchRow[]; hasMore: boolean }) {
  const { batch, rows, hasMore } = props
  const { t } = useTexts()
  const readMore = useBatches((state) => state.readMore)
  const renew = useBatches((state) => state.renew)
  const scroll = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 6,
  })
  const drawn = virtual.getVirtualItems()
  const firstRow = rows[drawn[0]?.index ?? 0]?.row ?? 0
  const lastAt = drawn.at(-1)?.index ?? 0
  const lastRow = rows[lastAt]?.row ?? 0
  const renewedAt = useRef(0)

  useEffect(() => {
    if (hasMore && lastAt >= rows.length - AHEAD) readMore()
  }, [hasMore, lastAt, rows.length, readMore])

  // biome-ignore lint/correctness/useExhaustiveDependencies: each revision of the batch asks for the rows in view
  useEffect(() => {
    const wait = Math.max(0, renewedAt.current + RENEW_MS - Date.now())
    const timer = setTimeout(() => {
      renewedAt.current = Date.now()
      renew(firstRow, lastRow)
    }, wait)
    return () => clearTimeout(timer)
  }, [batch.revision, firstRow, lastRow, renew])

  return (
    <ScrollRegion ref={scroll} className={classes.scroll} label={t('batches.rows.list')}>
      <ul className={classes.rows} style={{ height: virtual.getTotalSize() }}>
        {drawn.map((place) => {
          const row = rows[place.index]
          return row === undefined ? null : (
            <li
              key={row.row}
              className={classes.row}
              data-state={row.state}
              style={{ transform: `translateY(${place.start}px)`, height: ROW }}
            >
              <Row row={row} />
            </li>
          )
        })}
      </ul>
    </ScrollRegion>
  )
}

function Row(props: { row: BatchRow }) {
  const { row } = props
  const { t, language } = useTexts()
  const says = verdictOf(row, t, language)
  return (
    <>
      <span className={classes.line}>{row.row}</span>
      <span className={classes.who}>
        {row.a === undefined ? null : <NumberText number={row.a} />}
        {row.b === undefined ? null : (
          <>
            <span aria-hidden="true">⇄</span>
            <NumberText number={row.b} />
          </>
        )}
        {row.x === undefined ? null : (
          <span className={classes.x}>
            X <NumberText number={row.x} />
          </span>
        )}
        {row.extension === undefined ? null : (
          <span className={classes.x}>{t('bindings.extensionShort', { extension: row.extension })}</span>
        )}
      </span>
      <span className={classes.state}>
        {row.bindingId === undefined ? (
          t(`batches.part.${row.state}`)
        ) : (
          <Anchor component={Link} href={bindingRoute(row.bindingId)} inherit>
            {t(`batches.part.${row.state}`)}
          </Anchor>
        )}
      </span>
      <span className={classes.says} title={says}>
        {says}
      </span>
    </>
  )
}

/** Why a row cannot be bound, was refused, or may not do what is meant. */
function verdictOf(row: BatchRow, t: Translate, language: Language): string {
  if (row.resultcode !== undefined) {
    const { message, remedy } = explainResult(row.resultcode, row.httpStatus, language)
    return joinSentences(language, message, remedy)
  }
  const [worst] = [...row.findings].sort(
    (one, other) => Number(other.weight === 'stop') - Number(one.weight === 'stop'),
  )
  if (worst === undefined) return row.cause === undefined ? '' : t('batches.rows.cause')
  const { message, remedy } = explainBindingFinding(worst, language)
  const more = row.findings.length - 1
  return joinSentences(
    language,
    message,
    remedy,
    more > 0 ? t('batches.rows.more', { count: more }) : undefined,
  )
}
