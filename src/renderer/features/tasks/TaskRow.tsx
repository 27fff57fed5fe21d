import { Anchor, Button, CloseButton, Progress } from '@mantine/core'
import type { Task } from '../../../contract/tasks.ts'
import { errorOf } from '../../client/index.ts'
import { formatClock, formatSpan, joinSentences, useTexts } from '../../i18n/index.ts'
import { MomentText } from '../../ui/MomentText.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useTasks } from './store.ts'
import classes from './TaskStatus.module.css'

/** One task: what it is, how far, how fast, how long still; its file when there is one. */
export function TaskRow(props: { task: Task }) {
  const { task } = props
  const { t, language } = useTexts()
  const cancel = useTasks((state) => state.cancel)
  const dismiss = useTasks((state) => state.dismiss)
  const { busy, error, act } = useAct(errorOf)
  const name = t(`tasks.kind.${task.kind}`, { name: '', ...task.params })
  const problem = error ?? task.error
  const number = (value: string | number | boolean | undefined) =>
    new Intl.NumberFormat(language).format(Number(value ?? 0))
  return (
    <li className={classes.item}>
      <span className={classes.name}>{name}</span>
      {task.state === 'running' ? (
        <Button
          size="compact-xs"
          variant="default"
          loading={busy}
          aria-label={t('tasks.cancelNamed', { name })}
          onClick={() => act(() => cancel(task.id))}
        >
          {t('tasks.cancel')}
        </Button>
      ) : (
        <CloseButton
          size="xs"
          aria-label={t('tasks.dismissNamed', { name })}
          onClick={() => act(() => dismiss(task.id))}
        />
      )}
      {task.state === 'running' ? (
        <Progress
          className={classes.bar}
          size={3}
          animated={task.total === undefined}
          value={task.total === undefined ? 100 : (task.done / Math.max(1, task.total)) * 100}
          aria-label={t('tasks.progressNamed', { name })}
        />
      ) : null}
      <span className={classes.state}>
        {task.state === 'running' ? (
          <Going task={task} />
        ) : (
          <MomentText at={task.endedAt ?? task.startedAt}>
            {t(`tasks.state.${task.state}`, { at: formatClock(task.endedAt ?? task.startedAt, language) })}
          </MomentText>
        )}
        {task.kind === 'historyImport' && task.state === 'done' ? (
          <span className="tabular">
            {t('tasks.imported', {
              added: number(task.params.added),
              known: number(task.params.known),
              unread: number(task.params.unread),
            })}
          </span>
        ) : null}
        {task.resultPath === undefined ? null : (
          <Anchor href={task.resultPath} download size="xs">
            {t('tasks.result')}
          </Anchor>
        )}
      </span>
      {problem === undefined ? null : (
        <p className={classes.error}>{joinSentences(language, problem.message, problem.remedy)}</p>
      )}
    </li>
  )
}

function Going(props: { task: Task }) {
  const { task } = props
  const { t, language } = useTexts()
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  return (
    <span className="tabular">
      {task.total === undefined
        ? t('tasks.done', { done: number.format(task.done) })
        : t('tasks.doneOf', { done: number.format(task.done), total: number.format(task.total) })}
      {task.perSecond === undefined ? null : (
        <span className={classes.part}>{t('tasks.rate', { rate: number.format(task.perSecond) })}</span>
      )}
      {task.leftMs === undefined ? null : (
        <span className={classes.part}>{t('tasks.left', { left: formatSpan(task.leftMs, language) })}</span>
      )}
    </span>
  )
}
