import { Button, FileButton } from '@mantine/core'
import { IconDatabaseExclamation } from '@tabler/icons-react'
import { useState } from 'react'
import { errorOf } from '../../client/index.ts'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './Backup.module.css'
import { BackupList } from './BackupList.tsx'
import { RestoredNotice } from './RestoredNotice.tsx'
import { RestoreForm, type Restoring } from './RestoreForm.tsx'
import { useBackups } from './store.ts'

/** All there is when the data cannot be opened: what happened, and the ways back. */
export function DamagedView() {
  const { t, language } = useTexts()
  const { backups, restorePlanned, beginEmpty } = useBackups((state) => state)
  const [chosen, setChosen] = useState<Restoring>()
  const [sure, setSure] = useState(false)
  const { busy, error, act } = useAct(errorOf)
  const newest = backups[0]
  const choose = ({ id, madeAt, hasSecrets, sealed }: (typeof backups)[number]) =>
    setChosen({ from: { backupId: id }, name: formatMoment(madeAt, language), secrets: hasSecrets, sealed })
  return (
    <main id="main" className={classes.damaged}>
      <IconDatabaseExclamation size={32} stroke={1.5} aria-hidden="true" />
      <h1>{t('backup.damaged.title')}</h1>
      <p>{t('backup.damaged.text')}</p>
      {restorePlanned ? (
        <RestoredNotice text={t('backup.damaged.planned')} />
      ) : (
        <>
          {chosen === undefined ? (
            <div className={classes.acts}>
              {newest === undefined ? null : (
                <Button onClick={() => choose(newest)}>
                  {t('backup.damaged.newest', { moment: formatMoment(newest.madeAt, language) })}
                </Button>
              )}
              <FileButton
                accept=".vdbackup"
                onChange={(file) => {
                  if (file !== null) setChosen({ from: { file }, name: file.name, secrets: true, sealed: 0 })
                }}
              >
                {(button) => (
                  <Button {...button} variant="default">
                    {t('backup.fromFile')}
                  </Button>
                )}
              </FileButton>
            </div>
          ) : (
            <RestoreForm key={chosen.name} {...chosen} onEnd={() => setChosen(undefined)} />
          )}
          {backups.length === 0 ? (
            <p className={classes.none}>{t('backup.damaged.none')}</p>
          ) : (
            <Section title={t('backup.kept')}>
              <BackupList backups={backups} disabled={false} onRestore={choose} />
            </Section>
          )}
          <Section title={t('backup.damaged.emptyTitle')} hint={t('backup.damaged.emptyHint')}>
            <div className={classes.acts}>
              {sure ? (
                <Button color="red" loading={busy} onClick={() => act(beginEmpty)}>
                  {t('backup.damaged.emptySure')}
                </Button>
              ) : (
                <Button variant="default" onClick={() => setSure(true)}>
                  {t('backup.damaged.empty')}
                </Button>
              )}
            </div>
            <ErrorNotice error={error} />
          </Section>
        </>
      )}
    </main>
  )
}
