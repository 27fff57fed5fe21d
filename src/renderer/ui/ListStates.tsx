import { Button } from '@mantine/core'
import { IconZoomCancel } from '@tabler/icons-react'
import type { ComponentProps, ReactNode } from 'react'
import { useTexts } from '../i18n/index.ts'
import type { Paged } from './paged.ts'
import { EmptyState, ErrorState, ListSkeleton } from './states.tsx'

/**
 * A list that is read a page at a time, or why there is nothing to see of it.
 *
 * @param props.rowHeight in pixels
 * @param props.none what is said when the filter finds nothing; absent while nothing is filtered
 * @param props.empty stands there when there is nothing at all
 */
export function ListStates(props: {
  list: Pick<Paged<unknown, unknown, ComponentProps<typeof ErrorState>['error']>, 'phase' | 'error' | 'items'>
  rowHeight: number
  onRetry: () => void
  none?: { title: string; text: string; clear: string; onClear: () => void } | undefined
  empty: ReactNode
  children: ReactNode
}) {
  const { list, none } = props
  const { t } = useTexts()
  if (list.phase === 'failed' && list.error !== undefined) {
    return <ErrorState error={list.error} onRetry={props.onRetry} />
  }
  if (list.items.length > 0) return <>{props.children}</>
  if (list.phase === 'loading') {
    return <ListSkeleton rows={12} height={props.rowHeight} label={t('common.loading')} />
  }
  if (none === undefined) return <>{props.empty}</>
  return (
    <EmptyState
      icon={<IconZoomCancel size={28} stroke={1.5} />}
      title={none.title}
      text={none.text}
      action={
        <Button variant="default" onClick={none.onClear}>
          {none.clear}
        </Button>
      }
    />
  )
}
