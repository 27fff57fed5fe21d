import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './Backup.module.css'
import { type BackupSource, useBackups } from './store.ts'

/** What is to be restored. */
export type Restoring = {
  readonly from: BackupSource
  readonly name: string
  /** Whether the backup holds secrets; of a file from elsewhere it is not known yet. */
  readonly secrets: boolean
  /** Sealed originals in it, as far as known. */
  readonly sealed: number
}

/** What restoring does, said before it is done; the secrets come back with their pass phrase. */
export function RestoreForm(props: Restoring & { onEnd: () => void }) {
  const { t } = useTexts()
  const restore = useBackups((state) => state.restore)
  const { busy, error, act } = useAct(errorOf)
  const [passphrase, setPassphrase] = useState('')
  const submit = () =>
    act(async () => {
      await restore(props.from, passphrase === '' ? undefined : passphrase)
      props.onEnd()
    })
  return (
    <form
      className={classes.restore}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Notice tone="info">
        <strong>{t('backup.restoreTitle', { name: props.name })}</strong>
        <span>{t('backup.restoreText')}</span>
      </Notice>
      {props.secrets ? (
        <PasswordInput
          label={t('backup.passphrase')}
          description={t('backup.passphraseToOpen')}
          autoComplete="off"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
      ) : null}
      {props.sealed > 0 && passphrase === '' ? (
        <Notice tone="warn">
          {t(props.secrets ? 'backup.sealedNeedsPhrase' : 'backup.sealedHasNoKey', { count: props.sealed })}
        </Notice>
      ) : null}
      <ErrorNotice error={error} />
      <div className={classes.acts}>
        <Button type="submit" loading={busy}>
          {t('backup.restoreNow')}
        </Button>
        <Button variant="default" disabled={busy} onClick={props.onEnd}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
