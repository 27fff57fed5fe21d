import { Button } from '@mantine/core'
import { IconAntennaBars5, IconAntennaBarsOff } from '@tabler/icons-react'
import { formatRelative, useTexts } from '../../i18n/index.ts'
import { StatusItem } from '../../ui/StatusItem.tsx'
import { useNow } from '../../ui/use-now.ts'
import { ReceiverState } from './ReceiverState.tsx'
import { useReceiver } from './store.ts'

const TICK_MS = 10_000

export function ReceiverStatusItem(props: { onSettings: () => void }) {
  const { t, language } = useTexts()
  const status = useReceiver((state) => state.status)
  const now = useNow(TICK_MS)
  if (status === undefined) return null
  const last =
    status.lastPushAt === undefined
      ? t('receiver.never')
      : t('receiver.last', { ago: formatRelative(Math.min(status.lastPushAt, now), now, language) })
  return (
    <StatusItem
      tone={status.listening ? (status.quarantined > 0 ? 'warn' : 'good') : 'bad'}
      icon={
        status.listening ? (
          <IconAntennaBars5 size={15} stroke={1.75} />
        ) : (
          <IconAntennaBarsOff size={15} stroke={1.75} />
        )
      }
      label={t(status.listening ? 'receiver.listening' : 'receiver.notListening')}
      detail={last}
      title={t('receiver.title')}
    >
      <p>{t('receiver.text')}</p>
      <ReceiverState />
      <Button size="xs" variant="default" mt={10} onClick={props.onSettings}>
        {t('receiver.open')}
      </Button>
    </StatusItem>
  )
}
