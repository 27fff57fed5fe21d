import { Button, NumberInput, Table } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { LastDeletion, RetentionDays } from '../../../contract/retention.ts'
import { RETENTION_KINDS, type RetentionKind } from '../../../domain/retention/index.ts'
import { errorOf } from '../../client/index.ts'
import { formatDay, formatMoment, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './Retention.module.css'
import { useRetention } from './store.ts'

const MOST_DAYS = 3650

const same = (one: RetentionDays, other: RetentionDays) =>
  RETENTION_KINDS.every((kind) => one[kind] === other[kind])

/** How long each kind of data is kept, what would be deleted now, and doing it. */
export function RetentionSection() {
  const { t } = useTexts()
  const { kept, error, read } = useRetention((state) => state)
  useEffect(() => {
    read()
  }, [read])
  return (
    <Section title={t('retention.title')} hint={t('retention.hint')}>
      {kept !== undefined ? (
        <Form key={JSON.stringify(kept.days)} kept={kept.days} last={kept.last} holds={kept.holds} />
      ) : error !== undefined ? (
        <ErrorState error={error} onRetry={() => read()} />
      ) : (
        <ListSkeleton rows={9} height={48} label={t('common.loading')} />
      )}
    </Section>
  )
}

function Form(props: { kept: RetentionDays; last: LastDeletion | undefined; holds: number }) {
  const { kept } = props
  const { t } = useTexts()
  const online = useOnline()
  const { preview, save, look, run } = useRetention((state) => state)
  const { busy, error, act } = useAct(errorOf)
  const [days, setDays] = useState<RetentionDays>(kept)
  const [asking, setAsking] = useState(false)
  /** The deletion before the one that was begun here: until another is told, that one goes on. */
  const [before, setBefore] = useState<{ readonly at: number | undefined }>()
  const goesOn = before !== undefined && before.at === props.last?.at
  const seen = preview !== undefined && same(preview.days, kept) && same(days, kept)
  const some = RETENTION_KINDS.some((kind) => days[kind] !== undefined)

  const set = (kind: RetentionKind, value: string | number) => {
    const { [kind]: _before, ...rest } = days
    setDays(typeof value === 'number' ? { ...rest, [kind]: value } : rest)
  }
  return (
    <>
      <Table className={classes.table} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('retention.columnKind')}</Table.Th>
            <Table.Th className={classes.days}>{t('retention.columnDays')}</Table.Th>
            <Table.Th className={classes.due}>{t('retention.columnDue')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {RETENTION_KINDS.map((kind) => (
            <Table.Tr key={kind}>
              <Table.Td>
                {t(`retention.kind.${kind}`)}
                <span className={classes.what}>{t(`retention.what.${kind}`)}</span>
              </Table.Td>
              <Table.Td>
                <NumberInput
                  size="xs"
                  aria-label={t('retention.daysOf', { kind: t(`retention.kind.${kind}`) })}
                  placeholder={t('retention.forever')}
                  min={1}
                  max={MOST_DAYS}
                  allowDecimal={false}
                  allowNegative={false}
                  clampBehavior="strict"
                  value={days[kind] ?? ''}
                  onChange={(value) => set(kind, value)}
                />
              </Table.Td>
              <Table.Td className={classes.due}>
                {preview !== undefined && same(preview.days, days) ? <DueText kind={kind} /> : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <p className={classes.quiet}>{t('retention.stays')}</p>
      {props.holds === 0 ? null : (
        <p className={classes.quiet}>{t('retention.holds', { count: props.holds })}</p>
      )}
      <ErrorNotice error={error} />
      <div className={classes.acts}>
        <Button
          variant="default"
          disabled={!online || !some}
          loading={busy}
          onClick={() => act(() => look(days))}
        >
          {t('retention.preview')}
        </Button>
        <Button disabled={!online || same(days, kept) || busy} onClick={() => act(() => save(days))}>
          {t('retention.save')}
        </Button>
        <Button
          variant="default"
          color="red"
          title={seen ? undefined : t('retention.runHint')}
          disabled={!online || !seen || !some || busy || asking}
          onClick={() => setAsking(true)}
        >
          {t('retention.run')}
        </Button>
      </div>
      {asking ? (
        <Notice
          tone="warn"
          role="alert"
          title={t('retention.sure')}
          actions={
            <>
              <Button
                size="xs"
                color="red"
                onClick={() =>
                  act(async () => {
                    setAsking(false)
                    const at = props.last?.at
                    await run()
                    setBefore({ at })
                  })
                }
              >
                {t('retention.run')}
              </Button>
              <Button size="xs" variant="default" onClick={() => setAsking(false)}>
                {t('retention.cancel')}
              </Button>
            </>
          }
        />
      ) : null}
      <div role="status" className={classes.last}>
        {goesOn ? t('retention.started') : <LastText last={props.last} />}
      </div>
    </>
  )
}

function DueText(props: { kind: RetentionKind }) {
  const { t, language } = useTexts()
  const due = useRetention((state) => state.preview?.due.find(({ kind }) => kind === props.kind))
  if (due === undefined) return null
  if (due.count === 0 || due.oldest === undefined || due.newest === undefined) return t('retention.dueNone')
  return t('retention.due', {
    count: due.count,
    oldest: formatDay(due.oldest, language),
    newest: formatDay(due.newest, language),
  })
}

function LastText(props: { last: LastDeletion | undefined }) {
  const { t, language } = useTexts()
  const { last } = props
  if (last === undefined) return t('retention.never')
  const count = Object.values(last.deleted).reduce((sum, n) => sum + n, 0)
  return t(last.complete ? 'retention.last' : 'retention.lastStopped', {
    at: formatMoment(last.at, language),
    count,
  })
}
