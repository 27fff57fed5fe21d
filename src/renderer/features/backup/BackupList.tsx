import { Anchor, Button, Table } from '@mantine/core'
import type { Backup } from '../../../contract/backups.ts'
import { formatBytes, formatMoment, useTexts } from '../../i18n/index.ts'
import { MomentText } from '../../ui/MomentText.tsx'
import classes from './Backup.module.css'

/** The backups there are, newest first, each to be saved or restored. */
export function BackupList(props: {
  backups: readonly Backup[]
  disabled: boolean
  onRestore: (backup: Backup) => void
}) {
  const { t, language } = useTexts()
  return (
    <Table className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('backup.madeAt')}</Table.Th>
          <Table.Th>{t('backup.holds')}</Table.Th>
          <Table.Th className={classes.figure}>{t('backup.size')}</Table.Th>
          <Table.Th>
            <span className="visually-hidden">{t('backup.acts')}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {props.backups.map((backup) => {
          const moment = formatMoment(backup.madeAt, language)
          return (
            <Table.Tr key={backup.id}>
              <Table.Td>
                <MomentText at={backup.madeAt}>{moment}</MomentText>
                {backup.automatic ? <span className={classes.aside}>{t('backup.automatic')}</span> : null}
              </Table.Td>
              <Table.Td>
                {t('backup.calls', { count: backup.calls })}
                {backup.recordings === 0 ? null : (
                  <span className={classes.aside}>
                    {t('backup.recordings', { count: backup.recordings })}
                  </span>
                )}
                {backup.sealed === 0 ? null : (
                  <span className={classes.aside}>
                    {t(backup.hasSecrets ? 'backup.sealed' : 'backup.sealedNoKey', { count: backup.sealed })}
                  </span>
                )}
                {backup.hasSecrets ? <span className={classes.aside}>{t('backup.withSecrets')}</span> : null}
              </Table.Td>
              <Table.Td className={classes.figure}>{formatBytes(backup.bytes, language)}</Table.Td>
              <Table.Td className={classes.rowActs}>
                <Anchor href={backup.path} download size="sm" aria-label={t('backup.saveNamed', { moment })}>
                  {t('backup.save')}
                </Anchor>
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={props.disabled}
                  aria-label={t('backup.restoreNamed', { moment })}
                  onClick={() => props.onRestore(backup)}
                >
                  {t('backup.restore')}
                </Button>
              </Table.Td>
            </Table.Tr>
          )
        })}
      </Table.Tbody>
    </Table>
  )
}
