import { Button, Menu } from '@mantine/core'
import { IconAlarm, IconCheck } from '@tabler/icons-react'
import type { Call } from '../../../contract/calls.ts'
import { isE164, isSealedNumber } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useReminders } from './store.ts'
import { LATER, laterTime } from './times.ts'

/** Sets a reminder to call back, or tells of the one there is. */
export function RemindMenu(props: { call: Call; number: string | undefined }) {
  const { call, number } = props
  const { t, language } = useTexts()
  const open = useReminders((state) => state.list.find(({ callId }) => callId === call.id))
  const set = useReminders((state) => state.set)
  const move = useReminders((state) => state.move)
  const finish = useReminders((state) => state.finish)
  const { error, act } = useAct(errorOf)
  if (number === undefined || !(isE164(number) || isSealedNumber(number))) return null
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <Button
            id="call-remind"
            variant="default"
            leftSection={<IconAlarm size={16} stroke={1.75} aria-hidden="true" />}
          >
            {open === undefined
              ? t('reminders.set')
              : t('reminders.at', { time: formatMoment(open.dueAt, language) })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t(open === undefined ? 'reminders.when' : 'reminders.move')}</Menu.Label>
          {LATER.map((later) => (
            <Menu.Item
              key={later}
              onClick={() =>
                act(() => {
                  const dueAt = laterTime(later, Date.now())
                  return open === undefined
                    ? set({ callId: call.id, number, note: '', dueAt })
                    : move(open, dueAt)
                })
              }
            >
              {t(`reminders.later.${later}`)}
            </Menu.Item>
          ))}
          {open === undefined ? null : (
            <>
              <Menu.Divider />
              <Menu.Item
                leftSection={<IconCheck size={15} stroke={1.75} aria-hidden="true" />}
                onClick={() => act(() => finish(open.id, true))}
              >
                {t('reminders.done')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <ErrorNotice error={error} />
    </>
  )
}
