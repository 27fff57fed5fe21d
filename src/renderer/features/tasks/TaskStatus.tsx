import { IconListCheck } from '@tabler/icons-react'
import { useTexts } from '../../i18n/index.ts'
import { StatusItem } from '../../ui/StatusItem.tsx'
import { useTasks } from './store.ts'
import { TaskRow } from './TaskRow.tsx'
import classes from './TaskStatus.module.css'

/** Long work that goes on whatever screen is open; nothing while there is none. */
export function TaskStatus() {
  const { t } = useTexts()
  const tasks = useTasks((state) => state.tasks)
  if (tasks.length === 0) return null
  const running = tasks.filter(({ state }) => state === 'running')
  const failed = tasks.filter(({ state }) => state === 'failed').length
  const shares = running.map(({ done, total }) => (total === undefined || total === 0 ? 0 : done / total))
  const share = shares.reduce((sum, one) => sum + one, 0) / Math.max(1, shares.length)
  return (
    <StatusItem
      tone={failed > 0 ? 'bad' : 'quiet'}
      icon={<IconListCheck size={14} stroke={1.75} />}
      label={
        running.length > 0
          ? t('tasks.running', { count: running.length })
          : failed > 0
            ? t('tasks.failed', { count: failed })
            : t('tasks.over', { count: tasks.length })
      }
      detail={running.length > 0 ? t('tasks.share', { percent: Math.floor(share * 100) }) : undefined}
      title={t('tasks.title')}
    >
      <ul className={classes.list}>
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </ul>
    </StatusItem>
  )
}
