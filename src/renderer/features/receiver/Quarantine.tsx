import { Table } from '@mantine/core'
import { useEffect } from 'react'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { MomentText } from '../../ui/MomentText.tsx'
import { Section } from '../../ui/Section.tsx'
import { ErrorState, ListSkeleton } from '../../ui/states.tsx'
import classes from './Quarantine.module.css'
import { useReceiver } from './store.ts'

/** Pushes that could not be read, as they came, with the reason. */
export function Quarantine() {
  const { t, language } = useTexts()
  const { phase, pushes, error } = useReceiver((state) => state.quarantine)
  const read = useReceiver((state) => state.readQuarantine)
  useEffect(() => {
    read()
  }, [read])
  return (
    <Section title={t('receiver.quarantine.title')} hint={t('receiver.quarantine.hint')}>
      {phase === 'failed' && error !== undefined ? (
        <ErrorState error={error} onRetry={() => read()} />
      ) : phase !== 'ready' ? (
        <ListSkeleton rows={3} height={40} label={t('common.loading')} />
      ) : pushes.length === 0 ? (
        <p className={classes.none}>{t('receiver.quarantine.emptyTitle')}</p>
      ) : (
        <Table className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('receiver.quarantine.received')}</Table.Th>
              <Table.Th>{t('receiver.quarantine.kind')}</Table.Th>
              <Table.Th>{t('receiver.quarantine.reason')}</Table.Th>
              <Table.Th>{t('receiver.quarantine.size')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pushes.map((push) => (
              <Table.Tr key={push.id}>
                <Table.Td>
                  <MomentText at={push.receivedAt}>{formatMoment(push.receivedAt, language)}</MomentText>
                </Table.Td>
                <Table.Td>{t(`receiver.quarantine.${push.kind}`)}</Table.Td>
                <Table.Td>
                  {push.reason}
                  <details>
                    <summary>{t('receiver.quarantine.excerpt')}</summary>
                    <code>{push.excerpt}</code>
                  </details>
                </Table.Td>
                <Table.Td>{t('receiver.quarantine.bytes', { count: push.bytes })}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  )
}
