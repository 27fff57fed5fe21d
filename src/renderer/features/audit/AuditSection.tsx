import { Button, Table } from '@mantine/core'
import { useEffect } from 'react'
import { errorOf } from '../../client/index.ts'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { MomentText } from '../../ui/MomentText.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './AuditSection.module.css'
import { useAudit } from './store.ts'

/** What was done that must be accounted for, and whether the log is whole. */
export function AuditSection() {
  const { t } = useTexts()
  const { phase, error, entries, more, verdict, read, readMore, verify } = useAudit((state) => state)
  const verifying = useAct(errorOf)
  const reading = useAct(errorOf)
  useEffect(() => {
    read()
  }, [read])
  return (
    <Section
      title={t('audit.title')}
      hint={t('audit.hint')}
      aside={
        <Button variant="default" size="sm" loading={verifying.busy} onClick={() => verifying.act(verify)}>
          {t('audit.verify')}
        </Button>
      }
    >
      <div role="status" className={classes.verdict}>
        {verdict === undefined ||
        (verdict.entries === 0 && verdict.brokenAt === undefined) ? null : verdict.brokenAt === undefined ? (
          <Notice tone="good">
            {t('audit.whole', { count: verdict.entries })}
            {verdict.head === undefined ? null : <code className={classes.hash}>{verdict.head}</code>}
          </Notice>
        ) : (
          <Notice tone="bad">{t('audit.broken', { seq: verdict.brokenAt })}</Notice>
        )}
      </div>
      <ErrorNotice error={verifying.error ?? reading.error} />
      {phase === 'failed' && error !== undefined ? (
        <ErrorState error={error} onRetry={() => read()} />
      ) : phase !== 'ready' ? (
        <ListSkeleton rows={6} height={40} label={t('common.loading')} />
      ) : entries.length === 0 ? (
        <p className={classes.none}>{t('audit.empty')}</p>
      ) : (
        <Entries />
      )}
      {phase === 'ready' && more ? (
        <Button
          variant="default"
          size="sm"
          mt="md"
          loading={reading.busy}
          onClick={() => reading.act(readMore)}
        >
          {t('audit.more')}
        </Button>
      ) : null}
    </Section>
  )
}

function Entries() {
  const { t, language } = useTexts()
  const entries = useAudit((state) => state.entries)
  return (
    <Table className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('audit.at')}</Table.Th>
          <Table.Th>{t('audit.who')}</Table.Th>
          <Table.Th>{t('audit.what')}</Table.Th>
          <Table.Th>{t('audit.subject')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map(({ seq, at, who, action, subject, params }) => (
          <Table.Tr key={seq}>
            <Table.Td>
              <MomentText at={at}>{formatMoment(at, language)}</MomentText>
            </Table.Td>
            <Table.Td>{who}</Table.Td>
            <Table.Td>{t(`audit.action.${action}`)}</Table.Td>
            <Table.Td className={classes.subject}>
              {subject}
              {Object.entries(params).map(([name, value]) => (
                <span key={name} className={classes.param}>
                  {t('audit.param', { name, value: String(value) })}
                </span>
              ))}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
