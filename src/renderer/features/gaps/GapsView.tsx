import { Button, CopyButton, Table } from '@mantine/core'
import { IconPuzzle } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { FoundGap } from '../../../contract/gaps.ts'
import { GAP_DAYS, GAP_KINDS, type GapKind } from '../../../domain/gaps/index.ts'
import { errorOf } from '../../client/index.ts'
import { formatBytes, formatMoment, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { MomentText } from '../../ui/MomentText.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { callRoute } from '../../ui/routes.ts'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { useAct } from '../../ui/use-act.ts'
import { customerNumber } from '../calls/index.ts'
import classes from './Gaps.module.css'
import { useGaps } from './store.ts'

const FIRST = 50

/** What is missing or odd in the history, why, and what to ask the platform's support for. */
export function GapsView() {
  const { t } = useTexts()
  const online = useOnline()
  const { found, find } = useGaps((state) => state)
  const { busy, error, act } = useAct(errorOf)
  const missing = found === undefined
  const looked = useRef(false)
  // Whoever opens the screen wants what is missing now; what was found before stands there until then.
  useEffect(() => {
    if (!online || (looked.current && !missing)) return
    looked.current = true
    act(find)
  }, [missing, online, act, find])
  return (
    <div className={classes.view}>
      <header className={classes.head}>
        <div>
          <h1 className={classes.title}>{t('gaps.title')}</h1>
          <p className={classes.hint}>{t('gaps.hint', { days: GAP_DAYS })}</p>
        </div>
        <Button variant="default" size="sm" disabled={!online} loading={busy} onClick={() => act(find)}>
          {t('gaps.find')}
        </Button>
      </header>
      <div className={classes.body}>
        {error !== undefined ? (
          <ErrorState error={error} onRetry={() => act(find)} />
        ) : found === undefined ? (
          <ListSkeleton rows={6} height={52} label={t('common.loading')} />
        ) : found.gaps.length === 0 ? (
          <EmptyState
            icon={<IconPuzzle size={28} stroke={1.5} />}
            title={t('gaps.none')}
            text={t('gaps.noneText')}
          />
        ) : (
          <FoundGaps found={found} />
        )}
      </div>
    </div>
  )
}

type Found = NonNullable<Parameters<Parameters<typeof useGaps>[0]>[0]['found']>

function FoundGaps(props: { found: Found }) {
  const { counts, gaps, request } = props.found
  const { t, language } = useTexts()
  const [only, setOnly] = useState<GapKind>()
  const [all, setAll] = useState(false)
  const listed = gaps.filter(({ kind }) => only === undefined || kind === only)
  const total = GAP_KINDS.filter((kind) => only === undefined || kind === only)
    .map((kind) => counts[kind])
    .reduce((sum, count) => sum + count, 0)
  return (
    <>
      <ul className={classes.kinds} aria-label={t('gaps.kinds')}>
        {GAP_KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
          <li key={kind}>
            <button
              type="button"
              className={classes.kind}
              aria-pressed={only === kind}
              onClick={() => setOnly(only === kind ? undefined : kind)}
            >
              <span className={classes.kindName}>
                {t(`gaps.kind.${kind}`)} <strong className="tabular">{counts[kind]}</strong>
              </span>
              <span className={classes.why}>{t(`gaps.why.${kind}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      {request === undefined ? null : (
        <section className={classes.request} aria-label={t('gaps.request')}>
          <div className={classes.requestHead}>
            <h2>{t('gaps.request')}</h2>
            <CopyRequest text={request['zh-CN']} label={t('gaps.copyChinese')} />
            <CopyRequest text={request.en} label={t('gaps.copyEnglish')} />
          </div>
          <pre className={classes.text}>{request[language]}</pre>
        </section>
      )}
      <Table className={classes.table} aria-label={t('gaps.title')}>
        <Table.Tbody>
          {listed.slice(0, all ? undefined : FIRST).map((gap) => (
            <GapRow key={`${gap.kind} ${gap.call?.id ?? gap.file?.name}`} gap={gap} />
          ))}
        </Table.Tbody>
      </Table>
      {listed.length === total ? null : (
        <p className={classes.hint}>{t('gaps.newest', { shown: listed.length, total })}</p>
      )}
      {all || listed.length <= FIRST ? null : (
        <Button variant="default" size="sm" onClick={() => setAll(true)}>
          {t('gaps.showAll', { count: listed.length })}
        </Button>
      )}
    </>
  )
}

/** The two languages are told apart by words, which no sign does. */
function CopyRequest(props: { text: string; label: string }) {
  const { t } = useTexts()
  return (
    <CopyButton value={props.text} timeout={1600}>
      {({ copied, copy }) => (
        <Button size="compact-sm" variant="default" onClick={copy}>
          {copied ? t('common.copied') : props.label}
        </Button>
      )}
    </CopyButton>
  )
}

function GapRow(props: { gap: FoundGap }) {
  const { kind, at, call, twin, file } = props.gap
  const { t, language } = useTexts()
  const number = call === undefined ? undefined : customerNumber(call)
  const moment = <MomentText at={at}>{formatMoment(at, language)}</MomentText>
  return (
    <Table.Tr>
      <Table.Td>{call === undefined ? moment : <Link href={callRoute(call.id)}>{moment}</Link>}</Table.Td>
      <Table.Td>{number === undefined ? null : <NumberText number={number} />}</Table.Td>
      <Table.Td>{t(`gaps.kind.${kind}`)}</Table.Td>
      <Table.Td className={classes.more}>
        {twin === undefined ? null : (
          <Link href={callRoute(twin.id)}>
            {t('gaps.firstCall', { when: formatMoment(twin.startedAt, language) })}
          </Link>
        )}
        {file === undefined ? null : (
          <>
            <code>{file.name}</code> {formatBytes(file.bytes, language)}
          </>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
