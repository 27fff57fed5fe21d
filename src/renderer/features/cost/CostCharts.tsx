import '@mantine/charts/styles.css'
import { BarChart, LineChart } from '@mantine/charts'
import { type ReactNode, useId } from 'react'
import { outcomeLabel, reasonWords } from '../../../domain/explain/index.ts'
import { useTexts } from '../../i18n/index.ts'
import classes from './CostCharts.module.css'
import { formatCount } from './money.ts'
import { dayPoints, failures, hourPoints, type Period } from './period.ts'
import type { CostReport } from './store.ts'

const HEIGHT = 190
const REASONS = 8
/** Nothing moves: an operator looks at figures, and many have motion switched off. */
const STILL = { isAnimationActive: false }
/** Keys and screen readers have the table instead. */
const POINTER_ONLY = { accessibilityLayer: false }
const shared = { h: HEIGHT, withLegend: false, gridAxis: 'x', tickLine: 'none' } as const

/** Where people would rather look than read; each chart has its figures as a table for who cannot look. */
export default function CostCharts(props: { report: CostReport; period: Period }) {
  const { report, period } = props
  const { t, language } = useTexts()
  const days = dayPoints(period, report.days)
  const hours = hourPoints(report.hours)
  const reasons = failures(report.reasons, REASONS)
  const most = Math.max(1, ...reasons.map(({ calls }) => calls))
  const shortDay = (day: string) => day.slice(5)
  return (
    <div className={classes.grid}>
      <Figure
        title={t('cost.chart.rate')}
        head={[t('cost.column.day'), t('cost.column.ended'), t('cost.column.answered')]}
        rows={days.filter(({ ended }) => ended > 0).map((one) => [one.day, one.ended, one.answered])}
      >
        <LineChart
          {...shared}
          data={[...days]}
          dataKey="day"
          unit="%"
          curveType="linear"
          yAxisProps={{ domain: [0, 100], ticks: [0, 25, 50, 75, 100], width: 44 }}
          xAxisProps={{ tickFormatter: shortDay }}
          lineProps={STILL}
          lineChartProps={POINTER_ONLY}
          dotProps={{ r: 2.5 }}
          tooltipAnimationDuration={0}
          series={[{ name: 'rate', label: t('cost.chart.rate'), color: 'var(--vd-accent)' }]}
        />
      </Figure>
      <Figure
        title={t('cost.chart.talk')}
        head={[t('cost.column.day'), t('cost.chart.talk')]}
        rows={days.filter(({ ended }) => ended > 0).map((one) => [one.day, one.talkMinutes])}
      >
        <BarChart
          {...shared}
          data={[...days]}
          dataKey="day"
          xAxisProps={{ tickFormatter: shortDay }}
          yAxisProps={{ width: 44 }}
          barProps={STILL}
          barChartProps={POINTER_ONLY}
          tooltipAnimationDuration={0}
          series={[{ name: 'talkMinutes', label: t('cost.chart.talk'), color: 'var(--vd-accent)' }]}
        />
      </Figure>
      <Figure
        title={t('cost.chart.hours')}
        legend={
          <ul className={classes.legend} aria-hidden="true">
            <li data-series="answered">{t('cost.column.answered')}</li>
            <li data-series="missed">{t('cost.chart.missed')}</li>
          </ul>
        }
        head={[t('cost.chart.hour'), t('cost.column.answered'), t('cost.chart.missed')]}
        rows={hours.filter(({ calls }) => calls > 0).map((one) => [one.hour, one.answered, one.missed])}
      >
        <BarChart
          {...shared}
          type="stacked"
          data={hours}
          dataKey="hour"
          yAxisProps={{ width: 44, allowDecimals: false }}
          barProps={STILL}
          barChartProps={POINTER_ONLY}
          tooltipAnimationDuration={0}
          series={[
            { name: 'answered', label: t('cost.column.answered'), color: 'var(--vd-good)' },
            { name: 'missed', label: t('cost.chart.missed'), color: 'var(--vd-warn)' },
          ]}
        />
      </Figure>
      <section className={classes.figure} aria-label={t('cost.chart.reasons')}>
        <h3 className={classes.title}>{t('cost.chart.reasons')}</h3>
        {reasons.length === 0 ? <p className={classes.none}>{t('cost.chart.noReasons')}</p> : null}
        <ol className={classes.reasons}>
          {reasons.map(({ outcome, reason, calls }) => {
            const words = reason === '' ? outcomeLabel(outcome, language) : reasonWords(reason, language)
            return (
              <li key={`${outcome} ${reason}`} className={classes.reason}>
                <span className={classes.words} title={words}>
                  {words}
                </span>
                <span className="tabular">{formatCount(calls, language)}</span>
                <span
                  className={classes.bar}
                  style={{ width: `${(calls / most) * 100}%` }}
                  aria-hidden="true"
                />
              </li>
            )
          })}
        </ol>
      </section>
    </div>
  )
}

function Figure(props: {
  title: string
  legend?: ReactNode
  head: readonly string[]
  rows: readonly (readonly (string | number)[])[]
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className={classes.figure} aria-labelledby={id}>
      <div className={classes.head}>
        <h3 id={id} className={classes.title}>
          {props.title}
        </h3>
        {props.legend}
      </div>
      <div aria-hidden="true">{props.children}</div>
      <table className="visually-hidden">
        <caption>{props.title}</caption>
        <thead>
          <tr>
            {props.head.map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(([first, ...rest]) => (
            <tr key={first}>
              <th scope="row">{first}</th>
              {rest.map((value, at) => (
                <td key={props.head[at + 1]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
