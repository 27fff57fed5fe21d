import { Button } from '@mantine/core'
import { IconCloudDownload } from '@tabler/icons-react'
import { formatSpan, useTexts } from '../../i18n/index.ts'
import { StatusItem } from '../../ui/StatusItem.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useRecordings } from './store.ts'

const DAY_MS = 86_400_000
const TICK_MS = 30_000

/** How many recordings wait for rescue, how many of them are urgent, and how long the nearest may still take. */
export function RescueStatus(props: { onOpen: () => void }) {
  const { t, language } = useTexts()
  const queue = useRecordings((state) => state.queue)
  const waiting = queue?.waiting ?? 0
  const urgent = queue?.urgent ?? 0
  const now = useNow(waiting === 0 ? undefined : TICK_MS)
  const left = queue?.nearestDeadline === undefined ? undefined : Math.max(0, queue.nearestDeadline - now)
  return (
    <StatusItem
      tone={urgent > 0 || (left !== undefined && left < DAY_MS) ? 'warn' : waiting === 0 ? 'quiet' : 'good'}
      icon={<IconCloudDownload size={14} stroke={1.75} />}
      label={
        waiting === 0
          ? t('player.queue.idle')
          : urgent > 0
            ? t('player.queue.urgent', { count: urgent, waiting })
            : t('player.queue.busy', { count: waiting })
      }
      detail={left === undefined ? undefined : formatSpan(left, language)}
      title={t('player.queue.title')}
    >
      <p>{t('player.queue.text')}</p>
      {urgent === 0 ? null : <p>{t('player.queue.urgentText')}</p>}
      {left === undefined ? null : <p>{t('player.queue.nearest', { when: formatSpan(left, language) })}</p>}
      <Button size="xs" variant="default" mt={10} onClick={props.onOpen}>
        {t('player.queue.open')}
      </Button>
    </StatusItem>
  )
}
