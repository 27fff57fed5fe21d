import { Button, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { type Campaign, type CampaignRow, type RowFilter, RowState } from '../../../contract/campaigns.ts'
import { outcomeLabel, rowStateLabel, skipLabel } from '../../../domain/explain/index.ts'
import { errorOf } from '../../client/index.ts'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { NumberText } from '../../ui/NumberText.tsx'
import { callRoute } from '../../ui/routes.ts'
import { ErrorState } from '../../ui/states.tsx'
import { useAct } from '../../ui/use-act.ts'
import { OutcomeMark } from '../calls/index.ts'
import classes from './Rows.module.css'
import { useCampaigns, useCampaignsApi } from './store.ts'

const ROW = 40
const AHEAD = 40
const TYPING_MS = 250
const NONE: readonly CampaignRow[] = []

/** Every row with what became of it; an unknown one waits here for a person. */
export function Rows(props: { campaign: Campaign }) {
  const { campaign } = props
  const { t, language } = useTexts()
  const rows = useCampaigns((state) => state.rows)
  const { openRows, moreRows } = useCampaignsApi().getState()
  const [state, setState] = useState<RowState>()
  const [part, setPart] = useState('')
  const [typed] = useDebouncedValue(part.replace(/\D/g, ''), TYPING_MS)
  useEffect(() => {
    const filter: RowFilter = {
      ...(state === undefined ? {} : { state }),
      ...(typed === '' ? {} : { numberPart: typed }),
    }
    openRows(campaign.id, filter)
  }, [campaign.id, state, typed, openRows])

  const shown = rows?.campaignId === campaign.id ? rows.rows : NONE
  return (
    <section className={classes.rows} aria-label={t('campaigns.rows.title')}>
      <div className={classes.bar}>
        <h3>{t('campaigns.rows.title')}</h3>
        <Select
          aria-label={t('campaigns.rows.state')}
          placeholder={t('campaigns.rows.allStates')}
          clearable
          data={RowState.options.map((value) => ({ value, label: rowStateLabel(value, language) }))}
          value={state ?? null}
          onChange={(value) => setState(RowState.options.find((one) => one === value))}
        />
        <TextInput
          aria-label={t('campaigns.rows.find')}
          placeholder={t('campaigns.rows.find')}
          inputMode="numeric"
          value={part}
          onChange={(event) => setPart(event.currentTarget.value)}
        />
      </div>
      {rows?.phase === 'failed' && rows.error !== undefined ? (
        <ErrorState error={rows.error} onRetry={() => openRows(campaign.id, rows.filter)} />
      ) : shown.length === 0 ? (
        <p className={classes.none}>{rows?.phase === 'ready' ? t('campaigns.rows.none') : null}</p>
      ) : (
        <RowScroll
          campaignId={campaign.id}
          of={campaign.counts.rows}
          shown={shown}
          more={rows?.more === true}
          onMore={moreRows}
        />
      )}
    </section>
  )
}

/** The part that follows the wheel; drawn anew for its rows, not for what goes on above it. */
const RowScroll = memo(function RowScroll(props: {
  campaignId: Campaign['id']
  of: number
  shown: readonly CampaignRow[]
  more: boolean
  onMore: () => void
}) {
  const { campaignId, of, shown, more, onMore } = props
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 12,
    // The rows beyond the view are there already: the next frame is soon enough.
    useFlushSync: false,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && last >= shown.length - AHEAD) onMore()
  }, [last, more, shown.length, onMore])

  return (
    <div ref={scroll} className={classes.scroll}>
      <ul className={classes.all} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = shown[item.index]
          return row === undefined ? null : (
            <RowLine key={row.row} campaignId={campaignId} row={row} of={of} top={item.start} />
          )
        })}
      </ul>
    </div>
  )
})

/** Drawn anew when the row changes, not when it is scrolled or the campaign goes on. */
const RowLine = memo(function RowLine(props: {
  campaignId: Campaign['id']
  row: CampaignRow
  of: number
  top: number
}) {
  const { campaignId, row, of, top } = props
  const { t, language } = useTexts()
  const settle = useCampaigns((state) => state.settle)
  const { busy, act } = useAct(errorOf)
  const said = (verdict: 'placed' | 'notPlaced') => act(() => settle(campaignId, row.row, verdict))
  return (
    <li
      className={classes.row}
      aria-posinset={row.row}
      aria-setsize={of}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span className={classes.place}>{row.row}</span>
      <span>
        <NumberText number={row.number} />
      </span>
      <span className={classes.what}>
        {row.state === 'done' && row.outcome !== undefined ? (
          <OutcomeMark outcome={row.outcome} />
        ) : (
          <span>
            {rowStateLabel(row.state, language)}
            {row.skip === undefined ? null : ` · ${skipLabel(row.skip, language)}`}
            {row.state === 'waiting' && row.outcome !== undefined
              ? ` · ${outcomeLabel(row.outcome, language)}`
              : null}
          </span>
        )}
      </span>
      <span className={classes.quiet}>
        {row.state === 'waiting' && row.attempts > 0 && row.dueAt !== undefined
          ? t('campaigns.rows.due', { at: formatMoment(row.dueAt, language) })
          : row.digits === undefined
            ? null
            : t('campaigns.rows.digits', { digits: row.digits })}
        {row.tag === undefined ? null : <span className={classes.tag}>{row.tag}</span>}
        {row.callBack ? <span className={classes.tag}>{t('campaigns.rows.callBack')}</span> : null}
      </span>
      <span className={classes.end}>
        {row.state === 'unknown' ? (
          <>
            <Button size="compact-xs" variant="default" loading={busy} onClick={() => said('placed')}>
              {t('campaigns.rows.placed')}
            </Button>
            <Button size="compact-xs" variant="default" loading={busy} onClick={() => said('notPlaced')}>
              {t('campaigns.rows.notPlaced')}
            </Button>
          </>
        ) : null}
        <span className={classes.quiet}>{t('campaigns.rows.attempts', { count: row.attempts })}</span>
        {row.callId === undefined ? null : (
          <Link href={callRoute(row.callId)} className={classes.call}>
            {t('campaigns.rows.call')}
          </Link>
        )}
      </span>
    </li>
  )
})
