import { IconChartBar } from '@tabler/icons-react'
import type { AgentResult } from '../../../contract/review.ts'
import { formatWeekday, useTexts } from '../../i18n/index.ts'
import { NumberText } from '../../ui/NumberText.tsx'
import { EmptyState } from '../../ui/states.tsx'
import classes from './ReviewView.module.css'
import { useReview } from './store.ts'

/** The results of each agent, with how they went week by week. */
export function ResultsPart() {
  const { t } = useTexts()
  const agents = useReview((state) => state.agents)
  if (agents.length === 0) {
    return (
      <EmptyState
        icon={<IconChartBar size={28} stroke={1.5} />}
        title={t('review.results.emptyTitle')}
        text={t('review.results.emptyText')}
      />
    )
  }
  return (
    <div className={classes.detail}>
      <table className={classes.table}>
        <caption className="visually-hidden">{t('review.part.results')}</caption>
        <thead>
          <tr>
            <th>{t('review.results.agent')}</th>
            <th>{t('review.results.scores')}</th>
            <th colSpan={2}>{t('review.results.mean')}</th>
            <th>{t('review.results.failed')}</th>
            <th>{t('review.results.weeks')}</th>
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => (
            <tr key={agent.agent ?? 'unknown'}>
              <td>{agent.agent === undefined ? t('review.noAgent') : <NumberText number={agent.agent} />}</td>
              <td className={classes.figure}>
                {agent.scores}
                {agent.apart > 0 ? (
                  <b className={classes.apart}>{t('review.results.apart', { count: agent.apart })}</b>
                ) : null}
              </td>
              <td className={classes.figure}>
                {agent.mean === undefined ? '–' : `${Math.round(agent.mean)} %`}
              </td>
              <td className={classes.barCell}>
                <span className={classes.bar} aria-hidden="true">
                  <i style={{ width: `${agent.mean ?? 0}%` }} />
                </span>
              </td>
              <td className={classes.figure}>{agent.failed}</td>
              <td>
                <Weeks weeks={agent.weeks} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const WIDTH = 120
const HEIGHT = 28
const SHOWN = 12

/** The mean of each of the last weeks as a column; the numbers stand in its name. */
function Weeks(props: { weeks: AgentResult['weeks'] }) {
  const { language } = useTexts()
  const weeks = props.weeks.slice(-SHOWN)
  const step = WIDTH / SHOWN
  const label = weeks
    .map(({ from, mean }) => `${formatWeekday(from, language)}: ${Math.round(mean)} %`)
    .join('; ')
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label} className={classes.weeks}>
      <title>{label}</title>
      {weeks.map(({ from, mean }, at) => (
        <rect
          key={from}
          x={at * step}
          y={HEIGHT - Math.max(2, (mean / 100) * HEIGHT)}
          width={step - 2}
          height={Math.max(2, (mean / 100) * HEIGHT)}
          rx={1}
        />
      ))}
    </svg>
  )
}
