import { Button, Popover } from '@mantine/core'
import { IconLock, IconLockOpen2 } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { CallId } from '../../../domain/values.ts'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { HoldForm } from './HoldForm.tsx'
import classes from './Retention.module.css'
import { useRetention } from './store.ts'

/** Whether a call is under legal hold, and the way to change that. */
export function CallHold(props: { callId: CallId }) {
  const { callId } = props
  const { t, language } = useTexts()
  const hold = useRetention((state) => state.holds.get(callId))
  const readHold = useRetention((state) => state.readHold)
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    readHold(callId)
  }, [callId, readHold])
  const held = hold !== undefined && hold !== 'none' ? hold : undefined
  const Icon = held === undefined ? IconLockOpen2 : IconLock
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={320} trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant={held === undefined ? 'default' : 'light'}
          disabled={hold === undefined}
          leftSection={<Icon size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => setOpened(!opened)}
        >
          {t(held === undefined ? 'retention.hold.act' : 'retention.hold.held')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <h2 className={classes.title}>{t('retention.hold.title')}</h2>
        <p className={classes.quiet}>
          {held === undefined
            ? t('retention.hold.text')
            : t('retention.hold.since', { at: formatMoment(held.placedAt, language), reason: held.reason })}
        </p>
        <HoldForm
          calls={{ callId }}
          acts={[held === undefined ? 'place' : 'lift']}
          onDone={() => {
            setOpened(false)
            readHold(callId)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
