import { SegmentedControl, Table } from '@mantine/core'
import { MOST_EXPORTED } from '../../../contract/cost.ts'
import { formatDuration, useTexts } from '../../i18n/index.ts'
import { NumberText } from '../../ui/NumberText.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import classes from './CostView.module.css'
import { formatCount, formatMoney } from './money.ts'
import { rateOf } from './period.ts'
import type { CostReport, Grouping } from './store.ts'

const GROUPINGS = ['day', 'profile', 'agent', 'number'] as const

/** The report row by row. */
export function CostTable(props: {
  report: CostReport
  groupBy: Grouping
  onGroupBy: (groupBy: Grouping) => void
}) {
  const { report, groupBy } = props
  const { t, language } = useTexts()
  const count = (value: number) => formatCount(value, language)
  return (
    <section className={classes.rows} aria-label={t('cost.table')}>
      <div className={classes.rowsHead}>
        <SegmentedControl
          aria-label={t('cost.groupBy')}
          data={GROUPINGS.map((value) => ({ value, label: t(`cost.by.${value}`) }))}
          value={groupBy}
          onChange={props.onGroupBy}
        />
        {groupBy === 'agent' ? <p className={classes.hint}>{t('cost.agentHint')}</p> : null}
        {report.groups > report.rows.length ? (
          <p className={classes.hint}>
            {t(report.groups > MOST_EXPORTED ? 'cost.cutBoth' : 'cost.cut', {
              shown: count(report.rows.length),
              total: count(report.groups),
              exported: count(MOST_EXPORTED),
            })}
          </p>
        ) : null}
      </div>
      <ScrollRegion label={t('cost.table')} className={classes.scroll}>
        <Table className={classes.table} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t(`cost.by.${groupBy}`)}</Table.Th>
              {(['calls', 'answered', 'rate', 'talk', 'minutesA', 'minutesB', 'cost'] as const).map(
                (name) => (
                  <Table.Th key={name} scope="col" className={classes.figure}>
                    {t(`cost.column.${name}`)}
                  </Table.Th>
                ),
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.rows.map((row) => {
              const rate = rateOf(row.answered, row.ended)
              return (
                <Table.Tr key={row.key}>
                  <Table.Th scope="row" className={classes.key}>
                    {groupBy === 'day' ? (
                      <span className="tabular">{row.key}</span>
                    ) : groupBy === 'profile' ? (
                      (row.name ?? t('cost.noProfile'))
                    ) : (
                      <>
                        {row.name === undefined ? null : <span className={classes.name}>{row.name}</span>}
                        <NumberText number={row.key} />
                      </>
                    )}
                  </Table.Th>
                  <Table.Td className={classes.figure}>{count(row.calls)}</Table.Td>
                  <Table.Td className={classes.figure}>{count(row.answered)}</Table.Td>
                  <Table.Td className={classes.figure}>{rate === null ? '–' : `${rate}%`}</Table.Td>
                  <Table.Td className={classes.figure}>{formatDuration(row.talkMs)}</Table.Td>
                  <Table.Td className={classes.figure}>{count(row.minutesA)}</Table.Td>
                  <Table.Td className={classes.figure}>{count(row.minutesB)}</Table.Td>
                  <Table.Td className={classes.figure}>
                    <Cost amount={row.amount} unpriced={row.unpriced} />
                  </Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </section>
  )
}

/** What is known of a cost: at least so much while some minutes have no price. */
function Cost(props: { amount: number; unpriced: number }) {
  const { amount, unpriced } = props
  const { t, language } = useTexts()
  if (unpriced === 0) return formatMoney(amount, language)
  return (
    <span title={t('cost.total.unpriced', { count: unpriced })}>
      {amount === 0 ? '–' : `≥ ${formatMoney(amount, language)}`}
    </span>
  )
}
