import { Button, SegmentedControl } from '@mantine/core'
import { IconArchive, IconCloudDownload, IconFileOff, IconMicrophone } from '@tabler/icons-react'
import { useEffect, useMemo } from 'react'
import { Link } from 'wouter'
import { type CallId, isCallId } from '../../../domain/values.ts'
import { formatSpan, useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { go } from '../../ui/go.ts'
import { NeighboursProvider } from '../../ui/neighbours.tsx'
import { callRoute, recordingRoute } from '../../ui/routes.ts'
import { Split } from '../../ui/Split.tsx'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { useNow } from '../../ui/use-now.ts'
import { RecordingPanel } from '../player/index.ts'
import { RecordingItem } from './RecordingItem.tsx'
import classes from './RecordingsView.module.css'
import { RulesForm } from './RulesForm.tsx'
import { type ListName, useRescue } from './store.ts'

const TICK_MS = 30_000
const ROW_HEIGHT = 58

/** What waits to be fetched, what is kept and what is lost for ever, beside the one that is heard. */
export function RecordingsView(props: { callId: string | undefined }) {
  const { t } = useTexts()
  const watch = useRescue((state) => state.watch)
  useEffect(() => watch(), [watch])
  const callId = props.callId !== undefined && isCallId(props.callId) ? props.callId : undefined
  const neighbours = useRowNeighbours(callId)
  return (
    <Split
      name="recordings"
      label={t('common.resize')}
      initial={520}
      min={420}
      max={820}
      list={<Lists chosen={callId} />}
      detail={
        <div className={classes.detail}>
          {callId === undefined ? (
            <RulesForm />
          ) : (
            <NeighboursProvider value={neighbours}>
              <div className={classes.acts}>
                <Link href={recordingRoute()}>{t('recordings.toRules')}</Link>
                <Link href={callRoute(callId)}>{t('recordings.toCall')}</Link>
              </div>
              <RecordingPanel key={callId} callId={callId} />
            </NeighboursProvider>
          )}
        </div>
      }
    />
  )
}

function useRowNeighbours(callId: CallId | undefined) {
  const rows = useRescue((state) => state.rows)
  return useMemo(() => {
    const at = rows.findIndex(({ recording }) => recording.callId === callId)
    const to = (index: number) => {
      const row = at < 0 ? undefined : rows[index]
      return row === undefined ? undefined : () => go(recordingRoute(row.recording.callId))
    }
    return { previous: to(at - 1), next: to(at + 1) }
  }, [rows, callId])
}

function Lists(props: { chosen: CallId | undefined }) {
  const { t, language } = useTexts()
  const { list, phase, error, rows, next, queue, chosen, load, choose, readMore, mark, pack } = useRescue(
    (state) => state,
  )
  const now = useNow(TICK_MS)
  if (phase === 'failed' && error !== undefined) return <ErrorState error={error} onRetry={() => load()} />
  const left = queue?.nearestDeadline === undefined ? undefined : Math.max(0, queue.nearestDeadline - now)
  const all = rows.map(({ recording }) => recording.callId)
  return (
    <div className={classes.list}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('recordings.title')}</h1>
        <SegmentedControl
          size="xs"
          aria-label={t('recordings.which')}
          value={list}
          onChange={choose}
          data={(['queue', 'kept', 'lost'] as const).map((value) => ({
            value,
            label: t(`recordings.list.${value}`, { count: countOf(value, queue) }),
          }))}
        />
      </header>
      {list === 'queue' && queue !== undefined && queue.waiting > 0 ? (
        <p className={classes.summary} data-urgent={queue.urgent > 0 || undefined}>
          {t(queue.open ? 'recordings.state.open' : 'recordings.state.closed')}
          {left === undefined ? null : ` · ${t('recordings.nearest', { time: formatSpan(left, language) })}`}
          {queue.urgent > 0 ? ` · ${t('recordings.urgent', { count: queue.urgent })}` : null}
        </p>
      ) : null}
      {list === 'kept' && rows.length > 0 ? (
        <div className={classes.acts}>
          <Button size="compact-sm" variant="default" onClick={() => mark(all, chosen.size < all.length)}>
            {t(chosen.size < all.length ? 'recordings.markAll' : 'recordings.markNone')}
          </Button>
          <Button
            size="compact-sm"
            disabled={chosen.size === 0}
            leftSection={<IconArchive size={15} stroke={1.7} aria-hidden="true" />}
            onClick={pack}
          >
            {t('recordings.pack', { count: chosen.size })}
          </Button>
        </div>
      ) : null}
      <ErrorNotice error={error} />
      <div className={classes.rows}>
        {phase === 'loading' ? (
          <ListSkeleton rows={8} height={ROW_HEIGHT} label={t('common.loading')} />
        ) : rows.length === 0 ? (
          <EmptyState
            compact
            icon={<Icon list={list} />}
            title={t(`recordings.empty.${list}Title`)}
            text={t(`recordings.empty.${list}Text`)}
          />
        ) : (
          <ul className={classes.items} aria-label={t(`recordings.listName.${list}`)}>
            {rows.map((row) => (
              <RecordingItem
                key={row.recording.callId}
                row={row}
                now={now}
                open={row.recording.callId === props.chosen}
              />
            ))}
          </ul>
        )}
        {next === undefined ? null : (
          <Button fullWidth variant="subtle" size="compact-sm" onClick={() => readMore()}>
            {t('recordings.more')}
          </Button>
        )}
      </div>
    </div>
  )
}

const countOf = (list: ListName, queue: { waiting: number; kept: number; lost: number } | undefined) =>
  (list === 'queue' ? queue?.waiting : queue?.[list]) ?? 0

function Icon(props: { list: ListName }) {
  const look = { size: 28, stroke: 1.5 }
  if (props.list === 'queue') return <IconCloudDownload {...look} />
  return props.list === 'kept' ? <IconMicrophone {...look} /> : <IconFileOff {...look} />
}
