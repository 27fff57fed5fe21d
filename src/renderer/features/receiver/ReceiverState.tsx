import type { ReceiverStatus } from '../../../contract/receiver.ts'
import { formatRelative, type Translate, useTexts } from '../../i18n/index.ts'
import { useNow } from '../../ui/use-now.ts'
import classes from './ReceiverState.module.css'
import { useReceiver } from './store.ts'

const TICK_MS = 10_000

/** Whether pushes can arrive and what has arrived, as a list of facts. */
export function ReceiverState() {
  const { t, language } = useTexts()
  const status = useReceiver((state) => state.status)
  const now = useNow(TICK_MS)
  if (status === undefined) return null
  return (
    <>
      {status.problem === undefined ? null : <p className={classes.problem}>{problemWords(status, t)}</p>}
      <dl className={classes.facts}>
        <dt>{t('receiver.address')}</dt>
        <dd>{status.address ?? t('receiver.noAddress')}</dd>
        <dt>{t('receiver.pushes')}</dt>
        <dd>{status.pushes}</dd>
        <dt>{t('receiver.quarantined')}</dt>
        <dd data-some={status.quarantined > 0 || undefined}>{status.quarantined}</dd>
        <dt>{t('receiver.lastPush')}</dt>
        <dd>
          {status.lastPushAt === undefined
            ? t('receiver.never')
            : formatRelative(Math.min(status.lastPushAt, now), now, language)}
        </dd>
      </dl>
    </>
  )
}

function problemWords(status: ReceiverStatus, t: Translate): string {
  if (status.problem === 'EADDRINUSE') return t('receiver.problemPort')
  if (status.problem === 'EACCES') return t('receiver.problemPermission')
  return t('receiver.problemOther', { problem: status.problem ?? '' })
}
