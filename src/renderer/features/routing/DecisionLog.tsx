import { IconListDetails } from '@tabler/icons-react'
import { useState } from 'react'
import type { RoutingDecision } from '../../../contract/routing.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { formatClockSeconds, formatMoment, formatWeekday, useTexts } from '../../i18n/index.ts'
import { ListStates } from '../../ui/ListStates.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { PagedList } from '../../ui/PagedList.tsx'
import { EmptyState } from '../../ui/states.tsx'
import classes from './DecisionLog.module.css'
import { useRouting } from './store.ts'

const ROW = 52

/** What was answered each time the platform asked, newest first. */
export function DecisionLog() {
  const { t, language } = useTexts()
  const { decisions, pager, load } = useRouting((state) => state)
  const [chosen, setChosen] = useState<number>()
  const number = (one: string | undefined) => (one === undefined ? '' : groupNumber(one))
  return (
    <ListStates
      list={decisions}
      rowHeight={ROW}
      onRetry={load}
      empty={
        <EmptyState
          icon={<IconListDetails size={28} stroke={1.5} />}
          title={t('routing.log.emptyTitle')}
          text={t('routing.log.emptyText')}
        />
      }
    >
      <div className={classes.log}>
        <h2 className={classes.title}>{t('routing.log.open')}</h2>
        <PagedList
          name="decision"
          label={t('routing.log.open')}
          list={decisions}
          pager={pager}
          rowHeight={ROW}
          chosen={chosen}
          onChoose={({ id }) => setChosen(id)}
          rowLabel={(one) =>
            t('routing.log.row', {
              kind: t(`routing.kind.${one.for}`),
              caller: number(one.caller),
              x: number(one.x),
              did: t(`routing.does.${one.did}`, { to: number(one.to) }),
              rule: one.ruleName ?? t('routing.default.title'),
              time: formatMoment(one.at, language),
            })
          }
          row={(one) => <Row one={one} />}
        />
      </div>
    </ListStates>
  )
}

function Row(props: { one: RoutingDecision }) {
  const { one } = props
  const { t, language } = useTexts()
  const took = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(one.tookMs)
  return (
    <div className={classes.row}>
      <span className={classes.when}>
        {formatWeekday(one.at, language)} {formatClockSeconds(one.at, language)}
      </span>
      <span className={classes.who}>
        <span className={classes.line}>
          {one.caller === undefined ? null : <NumberText number={one.caller} />}
          <span aria-hidden="true">→</span>
          {one.x === undefined ? null : <NumberText number={one.x} />}
        </span>
        <span className={classes.rule}>
          {t(`routing.kind.${one.for}`)} · {one.ruleName ?? t('routing.default.title')}
        </span>
      </span>
      <span className={classes.did} data-through={one.did === 'connect' || one.did === 'pass' || undefined}>
        {t(`routing.did.${one.did}`)} {one.to === undefined ? null : <NumberText number={one.to} />}
      </span>
      <span className={classes.took}>{t('routing.log.took', { ms: took })}</span>
    </div>
  )
}
