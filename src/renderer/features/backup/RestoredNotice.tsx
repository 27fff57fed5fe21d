import { useTexts } from '../../i18n/index.ts'
import { Notice } from '../../ui/Notice.tsx'
import { useBackups } from './store.ts'

/** That a backup waits for the next start, and what it brought; sealed originals that stay closed are told of. */
export function RestoredNotice(props: { text: string }) {
  const { t } = useTexts()
  const restored = useBackups((state) => state.restored)
  const closed = restored === undefined ? 0 : restored.sealed - restored.sealedOpen
  return (
    <div role="status">
      <Notice tone="warn">
        <span>{props.text}</span>
        {restored === undefined ? null : (
          <span>
            {t('backup.calls', { count: restored.calls })} ·{' '}
            {t('backup.secretsBack', { count: restored.secrets })}
            {restored.sealed === 0 ? null : ` · ${t('backup.sealed', { count: restored.sealed })}`}
          </span>
        )}
        {closed > 0 ? <strong>{t('backup.sealedClosed', { count: closed })}</strong> : null}
      </Notice>
    </div>
  )
}
