import { Button, FileButton, NumberInput, PasswordInput, Switch } from '@mantine/core'
import { useState } from 'react'
import type { Settings } from '../../../contract/settings.ts'
import { errorOf } from '../../client/index.ts'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './Backup.module.css'
import { BackupList } from './BackupList.tsx'
import { RestoredNotice } from './RestoredNotice.tsx'
import { RestoreForm, type Restoring } from './RestoreForm.tsx'
import { useBackups } from './store.ts'

const MOST_KEPT = 90
const SHORTEST_PASSPHRASE = 8

/** Backups made, kept, saved and restored; calls of another installation taken in. */
export function BackupSection(props: { settings: Settings; save: (settings: Settings) => Promise<void> }) {
  const { t, language } = useTexts()
  const online = useOnline()
  const { phase, error, backups, restorePlanned, load, importCalls } = useBackups((state) => state)
  const [restoring, setRestoring] = useState<Restoring>()
  const importing = useAct(errorOf)
  return (
    <>
      <MakeBackup />
      <Section title={t('backup.kept')} hint={t('backup.keptHint')}>
        {restorePlanned ? <RestoredNotice text={t('backup.planned')} /> : null}
        {phase === 'failed' && error !== undefined ? (
          <ErrorState error={error} onRetry={() => load()} />
        ) : phase === 'loading' ? (
          <ListSkeleton rows={3} height={40} label={t('common.loading')} />
        ) : backups.length === 0 ? (
          <p className={classes.none}>{t('backup.none')}</p>
        ) : (
          <BackupList
            backups={backups}
            disabled={!online || restorePlanned}
            onRestore={({ id, madeAt, hasSecrets, sealed }) =>
              setRestoring({
                from: { backupId: id },
                name: formatMoment(madeAt, language),
                secrets: hasSecrets,
                sealed,
              })
            }
          />
        )}
        {restoring === undefined || restorePlanned ? (
          <FileButton
            accept=".vdbackup"
            onChange={(file) => {
              if (file !== null) setRestoring({ from: { file }, name: file.name, secrets: true, sealed: 0 })
            }}
          >
            {(button) => (
              <Button {...button} variant="default" disabled={!online || restorePlanned}>
                {t('backup.fromFile')}
              </Button>
            )}
          </FileButton>
        ) : (
          <RestoreForm {...restoring} onEnd={() => setRestoring(undefined)} />
        )}
      </Section>
      <Schedule settings={props.settings} save={props.save} />
      <Section title={t('backup.importTitle')} hint={t('backup.importHint')}>
        <FileButton
          accept=".csv,.xlsx,.jsonl"
          onChange={(file) => {
            if (file !== null) importing.act(() => importCalls(file))
          }}
        >
          {(button) => (
            <Button {...button} variant="default" disabled={!online} loading={importing.busy}>
              {t('backup.importAct')}
            </Button>
          )}
        </FileButton>
        <ErrorNotice error={importing.error} />
      </Section>
    </>
  )
}

function MakeBackup() {
  const { t } = useTexts()
  const online = useOnline()
  const { make, sealed } = useBackups((state) => state)
  const { busy, error, act } = useAct(errorOf)
  const [recordings, setRecordings] = useState(true)
  const [passphrase, setPassphrase] = useState('')
  const short = passphrase !== '' && passphrase.length < SHORTEST_PASSPHRASE
  return (
    <Section title={t('backup.title')} hint={t('backup.hint')}>
      <form
        className={classes.fields}
        onSubmit={(event) => {
          event.preventDefault()
          act(async () => {
            await make(recordings, passphrase === '' ? undefined : passphrase)
            setPassphrase('')
          })
        }}
      >
        <Switch
          label={t('backup.withRecordings')}
          checked={recordings}
          onChange={(event) => setRecordings(event.currentTarget.checked)}
        />
        <PasswordInput
          label={t('backup.passphrase')}
          description={t('backup.passphraseHint')}
          error={short ? t('backup.passphraseShort') : undefined}
          autoComplete="new-password"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        {sealed > 0 && recordings && passphrase === '' ? (
          <Notice tone="warn">{t('backup.sealedWithoutKey', { count: sealed })}</Notice>
        ) : null}
        <ErrorNotice error={error} />
        <div className={classes.acts}>
          <Button type="submit" disabled={!online || short} loading={busy}>
            {t('backup.make')}
          </Button>
        </div>
      </form>
    </Section>
  )
}

function Schedule(props: { settings: Settings; save: (settings: Settings) => Promise<void> }) {
  const { settings } = props
  const { t } = useTexts()
  const online = useOnline()
  const sealed = useBackups((state) => state.sealed)
  const { error, act } = useAct(errorOf)
  const keep = (change: Partial<Settings>) => act(() => props.save({ ...settings, ...change }))
  return (
    <Section title={t('backup.schedule')} hint={t('settings.appliesAtOnce')}>
      <div className={classes.fields}>
        <Switch
          label={t('backup.daily')}
          description={t('backup.dailyHint')}
          checked={settings.backupDaily}
          disabled={!online}
          onChange={(event) => keep({ backupDaily: event.currentTarget.checked })}
        />
        <Switch
          label={t('backup.dailyRecordings')}
          description={sealed > 0 ? t('backup.dailySealed') : undefined}
          checked={settings.backupRecordings}
          disabled={!online || !settings.backupDaily}
          onChange={(event) => keep({ backupRecordings: event.currentTarget.checked })}
        />
        <NumberInput
          className={classes.narrow}
          label={t('backup.keep')}
          min={1}
          max={MOST_KEPT}
          allowDecimal={false}
          clampBehavior="blur"
          disabled={!online || !settings.backupDaily}
          value={settings.backupKeep}
          onBlur={(event) => {
            const count = Number(event.currentTarget.value)
            const possible = Number.isInteger(count) && count >= 1 && count <= MOST_KEPT
            if (possible && count !== settings.backupKeep) keep({ backupKeep: count })
          }}
        />
      </div>
      <ErrorNotice error={error} />
    </Section>
  )
}
