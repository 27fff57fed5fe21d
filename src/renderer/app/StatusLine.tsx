import { IconKey, IconKeyOff } from '@tabler/icons-react'
import { GapsStatus } from '../features/gaps/index.ts'
import { RescueStatus } from '../features/player/index.ts'
import { TrayStatus } from '../features/prompts/index.ts'
import { ReceiverStatusItem } from '../features/receiver/index.ts'
import { ReminderStatus } from '../features/reminders/index.ts'
import { TaskStatus } from '../features/tasks/index.ts'
import { useTexts } from '../i18n/index.ts'
import { go } from '../ui/go.ts'
import { useHostInfo } from '../ui/host-info.tsx'
import { ROUTES } from '../ui/routes.ts'
import { StatusItem } from '../ui/StatusItem.tsx'
import classes from './StatusLine.module.css'

/** What works quietly in the background, on one line; each part explains itself. */
export function StatusLine() {
  const { t } = useTexts()
  const info = useHostInfo()
  return (
    <footer className={classes.line}>
      <ReceiverStatusItem onSettings={() => go(ROUTES.receiver)} />
      <RescueStatus onOpen={() => go(ROUTES.recordings)} />
      <GapsStatus onOpen={() => go(ROUTES.gaps)} />
      <TrayStatus />
      <TaskStatus />
      <ReminderStatus />
      {info === undefined ? null : (
        <StatusItem
          tone={info.keychain ? 'good' : 'warn'}
          icon={info.keychain ? <IconKey size={14} stroke={1.75} /> : <IconKeyOff size={14} stroke={1.75} />}
          label={t(info.keychain ? 'frame.status.keychainOn' : 'frame.status.keychainOff')}
          title={t(info.keychain ? 'frame.status.keychainOnTitle' : 'frame.status.keychainOffTitle')}
        >
          <p>{t(info.keychain ? 'frame.status.keychainOnText' : 'frame.status.keychainOffText')}</p>
          {info.keychainProblem === undefined ? null : (
            <p>{t('frame.status.keychainWhy', { why: info.keychainProblem })}</p>
          )}
        </StatusItem>
      )}
      <span className={classes.gap} />
      {info?.demo === true ? <span className={classes.demo}>{t('frame.demo')}</span> : null}
      {info === undefined ? null : (
        <span className={classes.version}>{t('frame.status.version', { version: info.version })}</span>
      )}
    </footer>
  )
}
