import { Button } from '@mantine/core'
import { IconFileSpreadsheet, IconListSearch, IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useRef } from 'react'
import { Link } from 'wouter'
import type { Batch } from '../../../contract/batches.ts'
import { isBatchId } from '../../../domain/values.ts'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { go } from '../../ui/go.ts'
import { batchRoute } from '../../ui/routes.ts'
import { Split } from '../../ui/Split.tsx'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { MaskingFrame, ModeBadge } from '../bindings/index.ts'
import { BatchDetail } from './BatchDetail.tsx'
import classes from './BatchesView.module.css'
import { BatchMark } from './BatchMark.tsx'
import { NewBatch } from './NewBatch.tsx'
import { progressOf } from './rows.ts'
import { useBatches } from './store.ts'

/** Files of bindings, newest first, beside the one that is followed or made. */
export function BatchesView(props: { item: string | undefined }) {
  const { item } = props
  const { t } = useTexts()
  const making = item === 'new'
  const batchId = item !== undefined && !making && isBatchId(item) ? item : undefined
  return (
    <MaskingFrame here="batches" title={t('batches.title')}>
      <Split
        name="batches"
        label={t('common.resize')}
        initial={360}
        min={300}
        max={560}
        list={<List chosen={batchId} making={making} />}
        detail={
          <div className={classes.detail} key={item}>
            {making ? (
              <NewBatch />
            ) : batchId !== undefined ? (
              <BatchDetail batchId={batchId} />
            ) : (
              <NothingChosen />
            )}
          </div>
        }
      />
    </MaskingFrame>
  )
}

function NothingChosen() {
  const { t } = useTexts()
  const bare = useBatches(({ phase, batches }) => phase === 'ready' && batches.length === 0)
  return (
    <EmptyState
      icon={bare ? <IconFileSpreadsheet size={28} stroke={1.5} /> : <IconListSearch size={28} stroke={1.5} />}
      title={t(bare ? 'batches.empty.title' : 'batches.pick.title')}
      text={t(bare ? 'batches.empty.text' : 'batches.pick.text')}
      action={
        bare ? (
          <Button component={Link} href={batchRoute('new')}>
            {t('batches.new.open')}
          </Button>
        ) : undefined
      }
    />
  )
}

function List(props: { chosen: string | undefined; making: boolean }) {
  const { t } = useTexts()
  return (
    <div className={classes.list}>
      <div className={classes.bar}>
        <Button
          component={Link}
          href={batchRoute('new')}
          variant={props.making ? 'light' : 'filled'}
          leftSection={<IconPlus size={16} aria-hidden="true" />}
        >
          {t('batches.new.open')}
        </Button>
      </div>
      <Rows chosen={props.chosen} />
    </div>
  )
}

function Rows(props: { chosen: string | undefined }) {
  const { chosen } = props
  const { t } = useTexts()
  const frame = useRef<HTMLDivElement>(null)
  const { phase, error, batches, load } = useBatches((state) => state)
  if (phase === 'failed' && error !== undefined) return <ErrorState error={error} onRetry={() => load()} />
  if (phase === 'loading') return <ListSkeleton rows={5} height={70} label={t('common.loading')} />
  if (batches.length === 0) return null
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0 || event.altKey || event.ctrlKey || event.metaKey) return
    const at = batches.findIndex(({ id }) => id === chosen)
    const batch = batches[at < 0 ? 0 : at + by]
    if (batch === undefined) return
    event.preventDefault()
    go(batchRoute(batch.id))
    frame.current?.querySelector(`#batch-${batch.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <div
      ref={frame}
      className={classes.rows}
      role="listbox"
      tabIndex={0}
      aria-label={t('batches.list')}
      aria-activedescendant={chosen === undefined ? undefined : `batch-${chosen}`}
      onKeyDown={press}
    >
      {batches.map((batch) => (
        <Row
          key={batch.id}
          batch={batch}
          chosen={batch.id === chosen}
          onChoose={() => go(batchRoute(batch.id))}
        />
      ))}
    </div>
  )
}

function Row(props: { batch: Batch; chosen: boolean; onChoose: () => void }) {
  const { batch } = props
  const { t, language } = useTexts()
  const { done, of } = progressOf(batch)
  const number = new Intl.NumberFormat(language)
  return (
    // The keys of the list box choose; the row itself takes no focus.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div
      id={`batch-${batch.id}`}
      role="option"
      aria-selected={props.chosen}
      className={classes.row}
      onClick={props.onChoose}
    >
      <span className={classes.name}>{batch.fileName}</span>
      <ModeBadge mode={batch.mode} />
      <BatchMark state={batch.state} />
      <span className={classes.count}>
        {t('batches.doneOf', { done: number.format(done), total: number.format(of) })}
      </span>
      <span className={classes.when}>{formatMoment(batch.createdAt, language)}</span>
    </div>
  )
}
