import { Button, Menu, Select, Skeleton } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconCoins, IconDownload, IconReceipt } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { errorOf } from '../../client/index.ts'
import { formatDuration, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useProfiles } from '../profiles/index.ts'
import { CostTable } from './CostTable.tsx'
import classes from './CostView.module.css'
import { formatCount, formatMoney } from './money.ts'
import { PriceEditor } from './PriceEditor.tsx'
import { lastDays, monthPeriod, rateOf } from './period.ts'
import { type CostQuery, type CostReport, useCost } from './store.ts'

/** Charts come with a library of their own, which nothing else needs. */
const CostCharts = lazy(() => import('./CostCharts.tsx'))

/** Billed minutes and what they cost: for a period, as charts and row by row. */
export function CostView() {
  const { t } = useTexts()
  const { phase, error, report, query, open, ask, load } = useCost((state) => state)
  const [editing, setEditing] = useState(false)
  useEffect(() => {
    open({ ...monthPeriod(Date.now(), 0), groupBy: 'day' })
  }, [open])

  return (
    <div className={classes.view}>
      <h1 className="visually-hidden">{t('cost.title')}</h1>
      {query === undefined ? null : <Tools query={query} onPrices={() => setEditing(true)} />}
      <div className={classes.body}>
        {phase === 'failed' && error !== undefined ? (
          <ErrorState error={error} onRetry={load} />
        ) : report === undefined || query === undefined ? (
          <ListSkeleton rows={9} height={52} label={t('common.loading')} />
        ) : report.total.calls === 0 && report.messages.units === 0 ? (
          <EmptyState
            icon={<IconReceipt size={28} stroke={1.5} />}
            title={t('cost.emptyTitle')}
            text={t('cost.emptyText')}
          />
        ) : (
          <>
            {report.hasPrices ? null : (
              <Notice tone="info" title={t('cost.noPricesTitle')}>
                {t('cost.noPricesText')}{' '}
                <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
                  {t('cost.prices.fill')}
                </Button>
              </Notice>
            )}
            <Totals report={report} />
            <Suspense fallback={<Skeleton height={420} />}>
              <CostCharts report={report} period={query} />
            </Suspense>
            <CostTable
              report={report}
              groupBy={query.groupBy}
              onGroupBy={(groupBy) => ask({ ...query, groupBy })}
            />
            <p className={classes.hint}>{t('cost.footnote')}</p>
          </>
        )}
      </div>
      <PriceEditor opened={editing} onClose={() => setEditing(false)} />
    </div>
  )
}

function Tools(props: { query: CostQuery; onPrices: () => void }) {
  const { query } = props
  const { t } = useTexts()
  const online = useOnline()
  const { ask, exportFile, renewing } = useCost((state) => state)
  const profiles = useProfiles((state) => state.list)
  const { busy, error, act } = useAct(errorOf)
  const [half, setHalf] = useState<[string | null, string | null]>()
  const now = Date.now()
  const preset = (label: string, { from, to }: { from: string; to: string }) => ({
    value: [from, to] satisfies [string, string] as [string, string],
    label,
  })
  return (
    <search className={classes.tools} aria-label={t('cost.title')}>
      <DatePickerInput
        type="range"
        size="sm"
        className={classes.period}
        allowSingleDateInRange
        aria-label={t('cost.period')}
        valueFormat="YYYY-MM-DD"
        presets={[
          preset(t('cost.preset.month'), monthPeriod(now, 0)),
          preset(t('cost.preset.lastMonth'), monthPeriod(now, 1)),
          preset(t('cost.preset.week'), lastDays(now, 7)),
          preset(t('cost.preset.quarter'), lastDays(now, 90)),
        ]}
        value={half ?? [query.from, query.to]}
        onChange={([from, to]) => {
          if (from === null || to === null) {
            setHalf([from, to])
            return
          }
          setHalf(undefined)
          ask({ ...query, from, to })
        }}
        onBlur={() => setHalf(undefined)}
      />
      <Select
        size="sm"
        aria-label={t('cost.by.profile')}
        placeholder={t('cost.allProfiles')}
        clearable
        data={profiles.map(({ id, name }) => ({ value: id, label: name }))}
        value={query.profileIds?.[0] ?? null}
        onChange={(chosen) => {
          const { profileIds: _all, ...rest } = query
          const profile = profiles.find(({ id }) => id === chosen)
          ask(profile === undefined ? rest : { ...rest, profileIds: [profile.id] })
        }}
      />
      <span className={classes.gap} role="status">
        {renewing ? t('common.loading') : ''}
      </span>
      <ErrorNotice error={error} />
      <Button
        variant="default"
        size="sm"
        leftSection={<IconCoins size={16} stroke={1.6} aria-hidden="true" />}
        onClick={props.onPrices}
      >
        {t('cost.prices.open')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            size="sm"
            loading={busy}
            disabled={!online}
            leftSection={<IconDownload size={16} stroke={1.6} aria-hidden="true" />}
          >
            {t('cost.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(['xlsx', 'csv'] as const).map((format) => (
            <Menu.Item key={format} onClick={() => act(() => exportFile(format))}>
              {t(`exports.${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </search>
  )
}

function Totals(props: { report: CostReport }) {
  const { total, messages, rent, hasPrices } = props.report
  const { t, language } = useTexts()
  const count = (value: number) => formatCount(value, language)
  const rate = rateOf(total.answered, total.ended)
  const charge = (one: CostReport['rent']) =>
    one.unpriced === one.units ? '–' : formatMoney(one.amount, language)
  const sum = total.amount + messages.amount + rent.amount
  return (
    <dl className={classes.totals}>
      <Total name={t('cost.total.cost')} value={hasPrices ? formatMoney(sum, language) : '–'}>
        {hasPrices ? t('cost.total.callsCost', { cost: formatMoney(total.amount, language) }) : ''}
        {total.unpriced > 0 && hasPrices ? (
          <span className={classes.warn}>{t('cost.total.unpriced', { count: total.unpriced })}</span>
        ) : null}
      </Total>
      <Total name={t('cost.total.minutes')} value={count(total.minutesA + total.minutesB)}>
        {t('cost.total.legs', { a: count(total.minutesA), b: count(total.minutesB) })}
      </Total>
      <Total name={t('cost.total.rate')} value={rate === null ? '–' : `${rate}%`}>
        {t('cost.total.of', { answered: count(total.answered), ended: count(total.ended) })}
      </Total>
      <Total name={t('cost.total.talk')} value={formatDuration(total.talkMs)}>
        {total.answered === 0
          ? ''
          : t('cost.total.average', { time: formatDuration(total.talkMs / total.answered) })}
      </Total>
      <Total name={t('cost.total.rent')} value={charge(rent)}>
        {t('cost.total.months', { count: rent.units })}
      </Total>
      {messages.units === 0 ? null : (
        <Total name={t('cost.total.messages')} value={charge(messages)}>
          {t('cost.total.parts', { count: messages.units })}
        </Total>
      )}
    </dl>
  )
}

function Total(props: { name: string; value: string; children: ReactNode }) {
  return (
    <div className={classes.total}>
      <dt>{props.name}</dt>
      <dd className="tabular">{props.value}</dd>
      <dd className={classes.more}>{props.children}</dd>
    </div>
  )
}
