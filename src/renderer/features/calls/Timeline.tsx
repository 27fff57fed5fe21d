import type { Call, TimelineEntry } from '../../../contract/calls.ts'
import { formatClockSeconds, formatSpan, type Language, type Translate, useTexts } from '../../i18n/index.ts'
import { MomentText } from '../../ui/MomentText.tsx'
import { partyOf } from './party.ts'
import classes from './Timeline.module.css'

/** Known this much later than it happened is worth a word. */
const LATE_MS = 5_000

/** Every event of a call in the order in which things happened, with who told it. */
export function Timeline(props: { call: Call; entries: readonly TimelineEntry[] }) {
  const { t, language } = useTexts()
  return (
    <ol className={classes.timeline}>
      {props.entries.map((entry) => (
        <li
          key={`${entry.at}.${entry.receivedAt}.${entry.kind}.${entry.leg ?? ''}`}
          className={classes.entry}
          data-kind={entry.kind}
        >
          <span className={classes.time}>
            <MomentText at={entry.at}>{formatClockSeconds(entry.at, language)}</MomentText>
          </span>
          <span className={classes.what}>
            {entry.leg === undefined ? null : (
              <span className={classes.leg}>{t(`calls.${partyOf(props.call, entry.leg)}`)}</span>
            )}
            {entryWords(entry, t)}
            <Aside entry={entry} language={language} />
          </span>
          <span className={classes.source}>{t(`calls.timeline.source.${entry.source}`)}</span>
        </li>
      ))}
    </ol>
  )
}

function Aside(props: { entry: TimelineEntry; language: Language }) {
  const { entry, language } = props
  const { t } = useTexts()
  const code = entry.params.stateCode ?? entry.params.resultcode
  const late = entry.receivedAt - entry.at
  return (
    <>
      {code === undefined || code === 0 || code === '0' ? null : (
        <span className={classes.aside}>{t('calls.timeline.code', { code: String(code) })}</span>
      )}
      {late < LATE_MS ? null : (
        <span className={classes.aside}>
          {t('calls.timeline.late', { duration: formatSpan(late, language) })}
        </span>
      )}
    </>
  )
}

const PLAIN = [
  'imported',
  'dialRequested',
  'notifyRequested',
  'codeRequested',
  'stopRequested',
  'dialAccepted',
  'dialRefused',
  'dialNotSent',
  'dialAnswerLost',
  'stopAnswered',
  'callin',
  'callout',
  'alerting',
  'answer',
  'disconnect',
  'fee',
] as const

function entryWords(entry: TimelineEntry, t: Translate): string {
  const plain = PLAIN.find((kind) => kind === entry.kind)
  if (plain !== undefined) return t(`calls.timeline.${plain}`)
  if (entry.kind === 'settled.placed') return t('calls.timeline.settledPlaced')
  if (entry.kind === 'settled.notPlaced') return t('calls.timeline.settledNotPlaced')
  if (entry.kind === 'collectInfo')
    return t('calls.timeline.collectInfo', { digits: String(entry.params.digits ?? '') })
  return t('calls.timeline.statusOther', { event: String(entry.params.event ?? entry.kind) })
}
