import { CallOutcome } from '../../../contract/calls.ts'
import { type Campaign, SkipReason } from '../../../contract/campaigns.ts'
import { outcomeLabel, skipLabel } from '../../../domain/explain/index.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useAct } from '../../ui/use-act.ts'
import { fieldsOf, isOver, isRunning, progressOf } from './draft.ts'
import classes from './Figures.module.css'
import { Figures, figuresOf } from './Figures.tsx'
import { Hours, Pace } from './PolicyFields.tsx'
import { useCampaigns } from './store.ts'

/** How far it is, how fast it goes, and what became of the rows so far. */
export function Going(props: { campaign: Campaign }) {
  const { campaign } = props
  const { counts, going } = campaign
  const { t, language } = useTexts()
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 })
  const { over, all } = progressOf(campaign)
  const answered = counts.outcomes.answered ?? 0
  const { done = 0, calling = 0, unknown = 0, skipped = 0, stopped = 0 } = counts.states
  const parts = { answered, failed: done - answered, calling, unknown, skipped: skipped + stopped }
  const outcomes = figuresOf(CallOutcome.options, counts.outcomes, (outcome) =>
    outcomeLabel(outcome, language),
  )
  const skips = figuresOf(SkipReason.options, counts.skipped, (reason) => skipLabel(reason, language))
  const digits = Object.entries(counts.digits).map(([key, count]) => ({
    key,
    name: t('campaigns.going.digits', { digits: key }),
    count,
  }))
  const tags = Object.entries(counts.tags).map(([key, count]) => ({ key: `tag ${key}`, name: key, count }))
  return (
    <section className={classes.panel} aria-label={t('campaigns.going.title')}>
      <div className={classes.top}>
        <span className={classes.big} role="status">
          {number.format(over)} <small>{t('campaigns.going.of', { all: number.format(all) })}</small>
        </span>
        <span className={classes.quiet}>{t('campaigns.going.attempts', { count: counts.attempts })}</span>
        {isRunning(campaign) && going !== undefined ? (
          <span className={classes.quiet}>
            {t(going.slowed ? 'campaigns.going.slowed' : 'campaigns.going.pace', {
              rate: number.format(going.perSecond),
              calls: going.concurrency,
            })}
          </span>
        ) : null}
        {counts.callBacks > 0 ? (
          <span className={classes.quiet}>{t('campaigns.going.callBacks', { count: counts.callBacks })}</span>
        ) : null}
      </div>
      <div
        className={classes.bar}
        role="progressbar"
        aria-label={t('campaigns.progress')}
        aria-valuemin={0}
        aria-valuemax={all}
        aria-valuenow={over}
      >
        {Object.entries(parts).map(([part, count]) =>
          count > 0 ? <span key={part} data-part={part} style={{ flexGrow: count, flexBasis: 0 }} /> : null,
        )}
        <span style={{ flexGrow: Math.max(0, all - over - calling - unknown), flexBasis: 0 }} />
      </div>
      <ul className={classes.legend}>
        {(['answered', 'failed', 'calling', 'unknown', 'skipped'] as const).map((part) => (
          <li key={part} data-part={part}>
            {t(`campaigns.going.part.${part}`, { count: parts[part] })}
          </li>
        ))}
      </ul>
      <div className={classes.two}>
        {outcomes.length === 0 ? null : (
          <div>
            <h3>{t('campaigns.going.outcomes')}</h3>
            <Figures label={t('campaigns.going.outcomes')} figures={outcomes} />
          </div>
        )}
        {digits.length + tags.length === 0 ? null : (
          <div>
            <h3>{t('campaigns.going.keys')}</h3>
            <Figures label={t('campaigns.going.keys')} figures={[...digits, ...tags]} />
          </div>
        )}
        {skips.length === 0 ? null : (
          <div>
            <h3>{t('campaigns.checked.skipped')}</h3>
            <Figures label={t('campaigns.checked.skipped')} figures={skips} />
          </div>
        )}
      </div>
      {isOver(campaign) ? null : <Adjust campaign={campaign} />}
    </section>
  )
}

/** Pace and hours may be changed while it runs. */
function Adjust(props: { campaign: Campaign }) {
  const { campaign } = props
  const { t } = useTexts()
  const save = useCampaigns((state) => state.save)
  const { error, act } = useAct(errorOf)
  const fields = fieldsOf(campaign)
  return (
    <details className={classes.more}>
      <summary>{t('campaigns.going.adjust')}</summary>
      <div className={classes.two}>
        <Pace fields={fields} onChange={(change) => act(() => save(campaign.id, { ...fields, ...change }))} />
        <Hours
          fields={fields}
          onChange={(change) => act(() => save(campaign.id, { ...fields, ...change }))}
        />
      </div>
      <ErrorNotice error={error} />
    </details>
  )
}
