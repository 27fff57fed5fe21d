import { Anchor } from '@mantine/core'
import { IconFileMusic } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useTexts } from '../../i18n/index.ts'
import { ROUTES } from '../../ui/routes.ts'
import { StatusItem } from '../../ui/StatusItem.tsx'
import { usePrompts } from './store.ts'
import { summary } from './tray.ts'

/** Conversions that go on while another screen is open; nothing while none does. */
export function TrayStatus() {
  const { t } = useTexts()
  const tray = usePrompts((state) => state.tray)
  const { all, over } = summary([...tray.values()])
  if (all === over) return null
  return (
    <StatusItem
      tone="quiet"
      icon={<IconFileMusic size={14} stroke={1.75} />}
      label={t('prompts.tray.running', { over, all })}
      title={t('prompts.tray.title')}
    >
      <p>{t('prompts.tray.statusText')}</p>
      <Anchor component={Link} href={ROUTES.prompts} size="sm">
        {t('prompts.tray.show')}
      </Anchor>
    </StatusItem>
  )
}
