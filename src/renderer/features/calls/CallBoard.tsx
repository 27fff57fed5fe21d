import { IconPhoneOutgoing } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Call } from '../../../contract/calls.ts'
import { useTexts } from '../../i18n/index.ts'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import classes from './CallBoard.module.css'
import { CallCard } from './CallCard.tsx'
import { useCalls } from './store.ts'

/**
 * The calls at hand: those that go on, and the last that ended.
 *
 * @param props.services which kinds of call stand here; all when left out
 * @param props.empty what is said when there is none
 * @param props.aside what else a card offers for its call
 */
export function CallBoard(props: {
  services?: readonly Call['service'][]
  onRedial: (call: Call) => void
  empty: { readonly title: string; readonly text: string }
  aside?: (call: Call) => ReactNode
}) {
  const { t } = useTexts()
  const { phase, error, board, byId, load } = useCalls((state) => state)
  const cards = board
    .flatMap((id) => byId.get(id) ?? [])
    .filter(({ service }) => props.services?.includes(service) ?? true)
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
        title={props.empty.title}
        text={props.empty.text}
      />
    )
  }
  return (
    <div className={classes.board}>
      {cards.map((call) => (
        <CallCard key={call.id} call={call} onRedial={props.onRedial} aside={props.aside?.(call)} />
      ))}
    </div>
  )
}
