import { Button, Menu, Modal, Select, TextInput } from '@mantine/core'
import {
  IconArrowBackUp,
  IconDownload,
  IconListSearch,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react'
import { type FormEvent, useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { Batch } from '../../../contract/batches.ts'
import type { BatchId } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { formatClockSeconds, formatMoment, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { fromHere } from '../../ui/go.ts'
import { Notice } from '../../ui/Notice.tsx'
import { ROUTES } from '../../ui/routes.ts'
import { EmptyState } from '../../ui/states.tsx'
import { useAct } from '../../ui/use-act.ts'
import { ModeBadge, useBindings } from '../bindings/index.ts'
import { useProfiles } from '../profiles/index.ts'
import classes from './BatchDetail.module.css'
import { BatchMark } from './BatchMark.tsx'
import { BatchProgress } from './BatchProgress.tsx'
import { BatchRows } from './BatchRows.tsx'
import { isRowFilter, ROW_FILTERS, type RowFilter } from './rows.ts'
import { useBatches } from './store.ts'

/** One file: what was found in the dry run, how far it is, and each row with what became of it. */
export function BatchDetail(props: { batchId: BatchId }) {
  const { batchId } = props
  const { t } = useTexts()
  const ready = useBatches((state) => state.phase === 'ready')
  const batch = useBatches((state) => state.batches.find(({ id }) => id === batchId))
  const openBatch = useBatches((state) => state.openBatch)
  const closeBatch = useBatches((state) => state.closeBatch)

  useEffect(() => {
    openBatch(batchId)
    return closeBatch
  }, [batchId, openBatch, closeBatch])

  if (batch === undefined) {
    return ready ? (
      <EmptyState
        icon={<IconListSearch size={28} stroke={1.5} />}
        title={t('batches.gone.title')}
        text={t('batches.gone.text')}
      />
    ) : null
  }
  return (
    <article className={classes.detail}>
      <Head batch={batch} />
      <State batch={batch} />
      <BatchProgress batch={batch} />
      <Filter batch={batch} />
      <BatchRows batch={batch} />
    </article>
  )
}

function Head(props: { batch: Batch }) {
  const { batch } = props
  const { t, language } = useTexts()
  const online = useOnline()
  const profile = useProfiles((state) => state.list.find(({ id }) => id === batch.profileId)?.name)
  const { start, pause, remove, result } = useBatches((state) => state)
  const setFields = useBindings((state) => state.setFields)
  const { busy, error, act } = useAct(errorOf)
  const { state, counts } = batch
  const untouched = counts.bound + counts.unknown + counts.undone + counts.binding === 0

  const save = (form: 'csv' | 'xlsx') =>
    act(async () => {
      const { path, fileName } = await result(batch.id, form)
      const link = document.createElement('a')
      link.href = path
      link.download = fileName
      link.click()
    })

  return (
    <header className={classes.head}>
      <div>
        <h2 className={classes.title}>
          {batch.fileName}
          <ModeBadge mode={batch.mode} />
        </h2>
        <p className={classes.under}>
          <BatchMark state={state} />
          <span>{profile ?? t('calls.facts.removedProfile')}</span>
          <span>{formatMoment(batch.createdAt, language)}</span>
        </p>
      </div>
      <div className={classes.acts}>
        {state === 'checked' || state === 'paused' ? (
          <Button
            disabled={!online || counts.waiting === 0}
            loading={busy}
            leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => act(() => start(batch.id))}
          >
            {t(state === 'checked' ? 'batches.start' : 'batches.resume', { count: counts.waiting })}
          </Button>
        ) : null}
        {state === 'running' ? (
          <Button
            variant="default"
            disabled={!online}
            loading={busy}
            leftSection={<IconPlayerPause size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => act(() => pause(batch.id))}
          >
            {t('batches.pause')}
          </Button>
        ) : null}
        {counts.bound > 0 ? (
          <Button
            variant="default"
            component={Link}
            href={ROUTES.masking}
            onClick={() =>
              setFields({ text: '', mode: undefined, states: undefined, x: undefined, batchId: batch.id })
            }
          >
            {t('batches.showBindings')}
          </Button>
        ) : null}
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              disabled={!online || state === 'checking'}
              leftSection={<IconDownload size={16} stroke={1.75} aria-hidden="true" />}
            >
              {t('batches.result')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => save('csv')}>CSV</Menu.Item>
            <Menu.Item onClick={() => save('xlsx')}>XLSX</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        {(state === 'done' || state === 'paused' || state === 'failed') && counts.bound > 0 ? (
          <Undo batch={batch} />
        ) : null}
        {untouched && (state === 'checked' || state === 'paused' || state === 'failed') ? (
          <Button
            variant="subtle"
            color="red"
            disabled={!online || busy}
            leftSection={<IconTrash size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() =>
              act(async () => {
                const goOn = fromHere()
                await remove(batch.id)
                goOn(ROUTES.batches)
              })
            }
          >
            {t('batches.remove')}
          </Button>
        ) : null}
      </div>
      <div className={classes.problem}>
        <ErrorNotice error={error} />
      </div>
    </header>
  )
}

/** What the batch is waiting for, or why it stopped by itself. */
function State(props: { batch: Batch }) {
  const { batch } = props
  const { t, language } = useTexts()
  if (batch.problem !== undefined) {
    return (
      <Notice tone={batch.state === 'failed' ? 'bad' : 'warn'} title={batch.problem.message} role="alert">
        {batch.problem.remedy}
      </Notice>
    )
  }
  if (batch.state === 'checked' && batch.counts.stopped > 0) {
    return (
      <Notice tone="warn" title={t('batches.stopped', { count: batch.counts.stopped })}>
        {t('batches.stoppedHint')}
      </Notice>
    )
  }
  if (batch.counts.unknown > 0 && (batch.state === 'done' || batch.state === 'paused')) {
    return (
      <Notice tone="warn" title={t('batches.unknown', { count: batch.counts.unknown })}>
        {t('batches.unknownHint')}
      </Notice>
    )
  }
  if (batch.slowedUntil !== undefined && batch.slowedUntil > Date.now()) {
    return (
      <Notice tone="info" title={t('batches.slowed')}>
        {t('batches.slowedHint', { time: formatClockSeconds(batch.slowedUntil, language) })}
      </Notice>
    )
  }
  return null
}

function Filter(props: { batch: Batch }) {
  const { batch } = props
  const { t, language } = useTexts()
  const filter = useBatches((state) => state.open?.filter ?? 'all')
  const setFilter = useBatches((state) => state.setFilter)
  const { counts } = batch
  const number = new Intl.NumberFormat(language)
  const counted: Readonly<Record<RowFilter, number | undefined>> = {
    all: batch.rows,
    stopped: counts.stopped,
    findings: undefined,
    waiting: counts.waiting + counts.binding,
    bound: counts.bound,
    refused: counts.refused,
    unknown: counts.unknown,
    undone: counts.undone,
  }
  return (
    <div className={classes.filter}>
      <Select
        aria-label={t('batches.rows.filter')}
        data={ROW_FILTERS.map((value) => {
          const count = counted[value]
          const name = t(`batches.rows.filters.${value}`)
          return {
            value,
            label:
              count === undefined
                ? name
                : t('privateNumbers.filter.counted', { name, number: number.format(count) }),
          }
        })}
        value={filter}
        onChange={(value) => {
          if (value !== null && isRowFilter(value)) setFilter(value)
        }}
      />
    </div>
  )
}

/** Unbinds everything that the file has bound, so how many there are is asked for. */
function Undo(props: { batch: Batch }) {
  const { batch } = props
  const { t } = useTexts()
  const online = useOnline()
  const undo = useBatches((state) => state.undo)
  const [opened, setOpened] = useState(false)
  const [typed, setTyped] = useState('')
  const { busy, error, act } = useAct(errorOf)
  const wanted = String(batch.counts.bound)
  const close = () => {
    setOpened(false)
    setTyped('')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() !== wanted) return
    act(async () => {
      await undo(batch.id)
      close()
    })
  }
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        disabled={!online}
        leftSection={<IconArrowBackUp size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {t('batches.undo.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('batches.undo.title', { name: batch.fileName })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <form className={classes.form} onSubmit={submit}>
          <p>{t('batches.undo.text', { count: batch.counts.bound })}</p>
          <TextInput
            data-autofocus
            label={t('batches.undo.confirm')}
            placeholder={wanted}
            inputMode="numeric"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <ErrorNotice error={error} />
          <div className={classes.acts}>
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" color="red" loading={busy} disabled={!online || typed.trim() !== wanted}>
              {t('batches.undo.act')}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  )
}
