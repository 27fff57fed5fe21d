import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlarm, IconAlarmSnooze, IconCheck } from '@tabler/icons-react'
import { useEffect } from 'react'
import { Link } from 'wouter'
import type { Reminder } from '../../../contract/reminders.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { NumberText } from '../../ui/NumberText.tsx'
import { callRoute } from '../../ui/routes.ts'
import { StatusItem } from '../../ui/StatusItem.tsx'
import { showToast } from '../../ui/toast.ts'
import { useNow } from '../../ui/use-now.ts'
import { ContactName, useContactName } from '../contacts/index.ts'
import classes from './ReminderStatus.module.css'
import { useReminders } from './store.ts'
import { LATER, laterTime } from './times.ts'

const TICK_MS = 20_000

/** Promised calls: how many are due, and the list of all with what can be done. */
export function ReminderStatus() {
  const { t } = useTexts()
  const list = useReminders((state) => state.list)
  const told = useReminders((state) => state.told)
  const now = useNow(TICK_MS)
  const due = list.filter(({ dueAt }) => dueAt <= now).length
  return (
    <>
      {told.map((reminder) => (
        <DueToast key={reminder.id} reminder={reminder} />
      ))}
      {list.length === 0 ? null : (
        <StatusItem
          tone={due > 0 ? 'warn' : 'quiet'}
          icon={<IconAlarm size={14} stroke={1.75} />}
          label={due > 0 ? t('reminders.due', { count: due }) : t('reminders.open', { count: list.length })}
          title={t('reminders.title')}
        >
          <ul className={classes.list}>
            {list.slice(0, 12).map((reminder) => (
              <Row key={reminder.id} reminder={reminder} due={reminder.dueAt <= now} />
            ))}
          </ul>
        </StatusItem>
      )}
    </>
  )
}

function Row(props: { reminder: Reminder; due: boolean }) {
  const { reminder } = props
  const { t, language } = useTexts()
  const finish = useReminders((state) => state.finish)
  const move = useReminders((state) => state.move)
  return (
    <li className={classes.row} data-due={props.due || undefined}>
      <span className={classes.who}>
        {reminder.callId === undefined ? (
          <NumberText number={reminder.number} />
        ) : (
          <Link href={callRoute(reminder.callId)}>
            <NumberText number={reminder.number} />
          </Link>
        )}
        <ContactName number={reminder.number} />
        <small>{formatMoment(reminder.dueAt, language)}</small>
      </span>
      <Menu position="top-end" width={200}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('reminders.move')}>
            <IconAlarmSnooze size={16} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {LATER.map((later) => (
            <Menu.Item
              key={later}
              onClick={() => move(reminder, laterTime(later, Date.now())).catch(() => undefined)}
            >
              {t(`reminders.later.${later}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Tooltip label={t('reminders.done')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('reminders.done')}
          onClick={() => finish(reminder.id, true).catch(() => undefined)}
        >
          <IconCheck size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </li>
  )
}

/** Shows itself as a toast and stays until somebody has seen to it. */
function DueToast(props: { reminder: Reminder }) {
  const { reminder } = props
  const { t } = useTexts()
  const name = useContactName(reminder.number)
  const heard = useReminders((state) => state.heard)
  const move = useReminders((state) => state.move)
  useEffect(() => {
    const id = `reminder-${reminder.id}`
    const who = name ?? groupNumber(reminder.number)
    showToast(t, {
      id,
      autoClose: false,
      title: t('reminders.now', { who }),
      onClose: () => heard(reminder.id),
      message: (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            move(reminder, laterTime('minutes', Date.now())).catch(() => undefined)
            notifications.hide(id)
          }}
        >
          {t('reminders.later.minutes')}
        </Button>
      ),
    })
  }, [reminder, name, heard, move, t])
  return null
}
