import { type Campaign, SkipReason } from '../../../contract/campaigns.ts'
import { skipLabel } from '../../../domain/explain/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Figures, figuresOf } from './Figures.tsx'

/** What the check found, before anybody is called. */
export function CheckResult(props: { campaign: Campaign }) {
  const { counts, state } = props.campaign
  const { t, language } = useTexts()
  const waiting = counts.states.waiting ?? 0
  const skipped = figuresOf(SkipReason.options, counts.skipped, (reason) => skipLabel(reason, language))
  if (state === 'checking' || state === 'draft') return null
  return (
    <Notice
      tone={waiting === 0 ? 'bad' : skipped.length === 0 ? 'good' : 'info'}
      title={t('campaigns.checked.title', { count: waiting })}
      role="status"
    >
      {skipped.length === 0 ? (
        t('campaigns.checked.all')
      ) : (
        <Figures label={t('campaigns.checked.skipped')} figures={skipped} />
      )}
    </Notice>
  )
}
