import { Button, NumberInput, Popover, SegmentedControl } from '@mantine/core'
import { IconDice5, IconListCheck } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { ReviewTask } from '../../../contract/review.ts'
import type { ReviewId } from '../../../domain/values.ts'
import { formatClock, formatDuration, formatWeekday, useTexts } from '../../i18n/index.ts'
import { go } from '../../ui/go.ts'
import { NumberText } from '../../ui/NumberText.tsx'
import { NeighboursProvider } from '../../ui/neighbours.tsx'
import { reviewRoute } from '../../ui/routes.ts'
import { Split } from '../../ui/Split.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.ts'
import { RecordingPanel } from '../player/index.ts'
import { OrderForm } from './OrderForm.tsx'
import classes from './ReviewView.module.css'
import { ScoreSection } from './ScoreSection.tsx'
import { type Order, useReview } from './store.ts'

type Which = 'open' | 'mine' | 'done'

/** Calls to be scored beside the one that is heard and scored. */
export function QueuePart(props: { item: ReviewId | undefined }) {
  const { t } = useTexts()
  const [which, setWhich] = useState<Which>('open')
  const tasks = useReview((state) => state.tasks)
  const reviewer = useReview((state) => state.reviewer)
  const shown = useMemo(
    () =>
      tasks.filter(({ task, scoredBy }) => {
        if (which === 'done') return scoredBy.length > 0
        const mine = task.heads.some(({ record }) => record.assignee?.id === reviewer?.id)
        return scoredBy.length === 0 && (which === 'open' || mine)
      }),
    [tasks, which, reviewer],
  )
  const chosen = tasks.find(({ task }) => task.id === props.item)
  const neighbours = useMemo(() => {
    const at = shown.findIndex(({ task }) => task.id === props.item)
    const to = (index: number) => {
      const row = at < 0 ? undefined : shown[index]
      return row === undefined ? undefined : () => go(reviewRoute('queue', row.task.id))
    }
    return { previous: to(at - 1), next: to(at + 1) }
  }, [shown, props.item])
  return (
    <Split
      name="review"
      label={t('common.resize')}
      initial={380}
      min={300}
      max={640}
      list={
        <div className={classes.list}>
          <div className={classes.tools}>
            <SegmentedControl
              size="xs"
              aria-label={t('review.queue.which')}
              value={which}
              onChange={setWhich}
              data={(['open', 'mine', 'done'] as const).map((value) => ({
                value,
                label: t(`review.queue.${value}`),
              }))}
            />
            <Sample />
          </div>
          {shown.length === 0 ? (
            <EmptyState
              compact
              icon={<IconListCheck size={28} stroke={1.5} />}
              title={t('review.queue.emptyTitle')}
              text={t('review.queue.emptyText')}
            />
          ) : (
            <ul className={classes.items} aria-label={t('review.part.queue')}>
              {shown.map((row) => (
                <TaskItem key={row.task.id} row={row} open={row.task.id === props.item} />
              ))}
            </ul>
          )}
        </div>
      }
      detail={
        <div className={classes.detail}>
          {chosen === undefined ? (
            <EmptyState
              icon={<IconListCheck size={28} stroke={1.5} />}
              title={t('review.queue.pickTitle')}
              text={t('review.queue.pickText')}
            />
          ) : (
            <NeighboursProvider value={neighbours}>
              <TaskDetail key={chosen.task.id} row={chosen} />
            </NeighboursProvider>
          )}
        </div>
      }
    />
  )
}

function TaskItem(props: { row: ReviewTask; open: boolean }) {
  const { task, scoredBy } = props.row
  const { t, language } = useTexts()
  const cards = useReview((state) => state.cards)
  const record = task.heads[0]?.record
  if (record === undefined) return null
  const card = cards.find(({ id }) => id === record.cardId)?.heads[0]?.record.name
  const who = task.heads.map(({ record: one }) => one.assignee?.name ?? t('review.queue.free'))
  return (
    <li className={classes.item} data-open={props.open || undefined}>
      <Link href={reviewRoute('queue', task.id)} className={classes.main}>
        <strong>
          {record.call.agent === undefined ? t('review.noAgent') : <NumberText number={record.call.agent} />}
        </strong>
        <span className={classes.quiet}>
          {formatWeekday(record.call.startedAt, language)} {formatClock(record.call.startedAt, language)} ·{' '}
          {formatDuration(record.call.talkMs ?? 0)}
        </span>
        <span className={classes.quiet}>
          {card} · {who.join(' / ')}
          {scoredBy.length === 0
            ? ''
            : ` · ${t('review.queue.scoredBy', { names: scoredBy.map(({ name }) => name).join(', ') })}`}
        </span>
        {task.heads.length > 1 ? <b className={classes.apart}>{t('review.apart.task')}</b> : null}
      </Link>
    </li>
  )
}

function TaskDetail(props: { row: ReviewTask }) {
  const { task, callId } = props.row
  const { t } = useTexts()
  const { claim, release, removeTask, reviewer } = useReview((state) => state)
  const record = task.heads[0]?.record
  if (record === undefined) return null
  const mine = task.heads.length === 1 && record.assignee?.id === reviewer?.id
  return (
    <>
      <div className={classes.acts}>
        <Button
          size="compact-sm"
          variant={mine ? 'default' : 'filled'}
          onClick={() => (mine ? release : claim)(task.id)}
        >
          {t(mine ? 'review.queue.release' : 'review.queue.claim')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => removeTask(task.id)}>
          {t('review.queue.remove')}
        </Button>
      </div>
      {callId === undefined ? (
        <p className={classes.quiet}>{t('review.queue.notHere')}</p>
      ) : (
        <>
          <RecordingPanel callId={callId} />
          <ScoreSection callId={callId} taskId={task.id} cardId={record.cardId} />
        </>
      )}
    </>
  )
}

/** Draws calls by chance, so that nobody chooses whose work is looked at. */
function Sample() {
  const { t } = useTexts()
  const sample = useReview((state) => state.sample)
  const [open, setOpen] = useState(false)
  const [count, setCount] = useState(10)
  const draw = async (order: Order) => {
    const added = await sample(order, count)
    setOpen(false)
    if (added !== undefined) showToast(t, { message: t('review.queue.drawn', { count: added }) })
  }
  return (
    <Popover opened={open} onChange={setOpen} width={300} trapFocus position="bottom-end">
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDice5 size={16} stroke={1.7} aria-hidden="true" />}
          onClick={() => setOpen(!open)}
        >
          {t('review.queue.sample')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <OrderForm act={t('review.queue.draw')} onOrder={draw}>
          <NumberInput
            label={t('review.queue.count')}
            min={1}
            max={200}
            value={count}
            onChange={(value) => setCount(Math.min(200, Math.max(1, Number(value) || 1)))}
          />
        </OrderForm>
      </Popover.Dropdown>
    </Popover>
  )
}
