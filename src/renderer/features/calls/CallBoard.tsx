import { IconPhoneOutgoing } from '@tabler/icons-react'
import type { Call } from '../../../contract/calls.ts'
import { useTexts } from '../../i18n/index.ts'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import classes from './CallBoard.module.css'
import { CallCard } from './CallCard.tsx'
import { useCalls } from './store.ts'

/** The calls at hand: those that go on, and the last that ended. */
export function CallBoard(props: { onRedial: (call: Call) => void }) {
  const { t } = useTexts()
  const { phase, error, board, byId, load } = useCalls((state) => state)
  const cards = board.flatMap((id) => byId.get(id) ?? [])
  if (cards.length === 0 && phase === 'loading') {
    return <ListSkeleton rows={2} height={120} label={t('common.loading')} />
  }
  if (cards.length === 0 && phase === 'failed' && error !== undefined) {
    return <ErrorState error={error} onRetry={() => load()} />
  }
  if (cards.length === 0) {
    return (
      <EmptyState
        icon={<IconPhoneOutgoing size={28} stroke={1.5} />}
        title={t('dial.board.emptyTitle')}
        text={t('dial.board.emptyText')}
      />
    )
  }
  return (
    <div className={classes.board}>
      {cards.map((call) => (
        <CallCard key={call.id} call={call} onRedial={props.onRedial} />
      ))}
    </div>
  )
}
