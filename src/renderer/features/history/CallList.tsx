import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useCallback, useMemo } from 'react'
import { Link } from 'wouter'
import type { Call } from '../../../contract/calls.ts'
import { outcomeLabel } from '../../../domain/explain/index.ts'
import type { CallId } from '../../../domain/values.ts'
import { startOfDay, useTexts } from '../../i18n/index.ts'
import { ListStates } from '../../ui/ListStates.tsx'
import { PagedList } from '../../ui/PagedList.tsx'
import { ROUTES } from '../../ui/routes.ts'
import { EmptyState } from '../../ui/states.tsx'
import { useNow } from '../../ui/use-now.ts'
import { callNumber, customerNumber } from '../calls/index.ts'
import { useContactNames } from '../contacts/index.ts'
import { CallRow, startWords } from './CallRow.tsx'
import { isFiltering, NO_FILTER } from './filter.ts'
import { useHistory } from './store.ts'

/** So soon a new day is noticed. */
const TICK_MS = 60_000
const ROW = 60

export function CallList(props: { chosen: CallId | undefined; onOpen: (call: Call) => void }) {
  const { t } = useTexts()
  const list = useHistory((state) => state.list)
  const fields = useHistory((state) => state.fields)
  const load = useHistory((state) => state.load)
  const showView = useHistory((state) => state.showView)
  return (
    <ListStates
      list={list}
      rowHeight={ROW}
      onRetry={load}
      none={
        isFiltering(fields)
          ? {
              title: t('history.noneTitle'),
              text: t('history.noneText'),
              clear: t('history.filter.clear'),
              onClear: () => showView(NO_FILTER),
            }
          : undefined
      }
      empty={
        <EmptyState
          icon={<IconHistory size={28} stroke={1.5} />}
          title={t('history.emptyTitle')}
          text={t('history.emptyText')}
          action={
            <Button component={Link} href={ROUTES.dial} variant="default">
              {t('history.emptyAction')}
            </Button>
          }
        />
      }
    >
      <Rows {...props} />
    </ListStates>
  )
}

function Rows(props: { chosen: CallId | undefined; onOpen: (call: Call) => void }) {
  const { t, language } = useTexts()
  const list = useHistory((state) => state.list)
  const pager = useHistory((state) => state.pager)
  const today = startOfDay(useNow(TICK_MS))
  const nameOf = useContactNames(
    useMemo(() => list.items.flatMap((call) => customerNumber(call) ?? []), [list.items]),
  )
  const label = useCallback(
    (call: Call) => {
      const name = nameOf(customerNumber(call))
      const number = callNumber(call, t)
      return t('history.row', {
        number: name === undefined ? number : `${name} ${number}`,
        outcome: outcomeLabel(call.outcome, language),
        time: startWords(call, today, t, language),
      })
    },
    [nameOf, today, t, language],
  )
  const row = useCallback(
    (call: Call) => <CallRow call={call} name={nameOf(customerNumber(call))} today={today} />,
    [nameOf, today],
  )
  return (
    <PagedList
      name="call"
      label={t('history.list')}
      list={list}
      pager={pager}
      rowHeight={ROW}
      chosen={props.chosen}
      onChoose={props.onOpen}
      rowLabel={label}
      row={row}
    />
  )
}
