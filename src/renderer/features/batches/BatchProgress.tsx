import type { Batch } from '../../../contract/batches.ts'
import { formatSpan, useTexts } from '../../i18n/index.ts'
import classes from './BatchProgress.module.css'
import { isMoving, progressOf } from './rows.ts'

const PARTS = ['bound', 'undone', 'refused', 'unknown', 'binding', 'waiting', 'stopped'] as const

/** How the rows of a file stand, as one bar with its figures, and how fast it goes. */
export function BatchProgress(props: { batch: Batch }) {
  const { batch } = props
  const { t, language } = useTexts()
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const { done, of } = progressOf(batch)
  return (
    <section className={classes.progress} aria-label={t('batches.progress')}>
      <div className={classes.bar} aria-hidden="true">
        {PARTS.map((part) => (
          <span key={part} data-part={part} style={{ flexGrow: batch.counts[part] }} />
        ))}
      </div>
      <div className={classes.figures}>
        {PARTS.filter((part) => batch.counts[part] > 0).map((part) => (
          <span key={part} className={classes.figure}>
            <i data-part={part} aria-hidden="true" />
            {t(`batches.part.${part}`)} <b>{number.format(batch.counts[part])}</b>
          </span>
        ))}
        {batch.warned > 0 && batch.state === 'checked' ? (
          <span className={classes.warned}>{t('batches.warned', { count: batch.warned })}</span>
        ) : null}
        <span className={classes.pace} role="status">
          {isMoving(batch)
            ? [
                t('batches.doneOf', { done: number.format(done), total: number.format(of) }),
                ...(batch.perSecond === undefined
                  ? []
                  : [t('tasks.rate', { rate: number.format(batch.perSecond) })]),
                ...(batch.leftMs === undefined
                  ? []
                  : [t('tasks.left', { left: formatSpan(batch.leftMs, language) })]),
              ].join(' · ')
            : ''}
        </span>
      </div>
    </section>
  )
}
