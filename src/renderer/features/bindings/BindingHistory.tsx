import type { BindingEntry, BindingPair } from '../../../contract/bindings.ts'
import { explainResult } from '../../../domain/explain/index.ts'
import { formatMoment, type Language, type Translate, useTexts } from '../../i18n/index.ts'
import { MomentText } from '../../ui/MomentText.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import classes from './BindingHistory.module.css'
import { fieldWords } from './field-words.ts'

const ENTRIES = [
  'bindRequested',
  'bindAnswered',
  'bindAnsweredRefused',
  'bindAnsweredNotSent',
  'bindAnsweredLost',
  'pairRequested',
  'pairAnswered',
  'pairAnsweredRefused',
  'pairAnsweredNotSent',
  'pairAnsweredLost',
  'askedModify',
  'askedUnbind',
  'askedTemporaryCallee',
  'modifyAnswered',
  'modifyAnsweredRefused',
  'modifyAnsweredNotSent',
  'modifyAnsweredLost',
  'calleeAnswered',
  'calleeAnsweredRefused',
  'calleeAnsweredNotSent',
  'calleeAnsweredLost',
  'unbindAnswered',
  'unbindAnsweredRefused',
  'unbindAnsweredNotSent',
  'unbindAnsweredLost',
  'settledBound',
  'settledNotBound',
  'seen',
  'notSeen',
  'met',
  'taken',
] as const

/** `unbindAnswered.refused` → `unbindAnsweredRefused`; a kind that has no words is told as it is. */
function entryWords(kind: string, t: Translate): string {
  const [head = '', ...rest] = kind.split('.')
  const joined = head + rest.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('')
  const known = ENTRIES.find((entry) => entry === joined)
  return known === undefined ? kind : t(`bindings.entry.${known}`)
}

const fieldsWords = (names: string, t: Translate): string =>
  names
    .split(',')
    .map((name) => fieldWords(name, t))
    .join(t('bindings.history.and'))

function moreWords(params: BindingEntry['params'], t: Translate, language: Language): string | undefined {
  const { resultcode, httpStatus, fields } = params
  if (typeof resultcode === 'string') {
    return explainResult(resultcode, typeof httpStatus === 'number' ? httpStatus : undefined, language)
      .message
  }
  return typeof fields === 'string' && fields !== '' ? fieldsWords(fields, t) : undefined
}

/** What was done to a binding and what the platform said, newest first. */
export function BindingHistory(props: { entries: readonly BindingEntry[]; pairs: readonly BindingPair[] }) {
  const { t, language } = useTexts()
  const told = props.entries.map((entry, at) => ({ entry, key: `${at}-${entry.kind}` })).reverse()
  return (
    <ol className={classes.history}>
      {told.map(({ entry, key }) => {
        const { at, source, kind, params } = entry
        const pair = props.pairs.find(({ id }) => id === params.pairId)
        const more = moreWords(params, t, language)
        return (
          <li key={key} className={classes.entry}>
            <MomentText at={at}>{formatMoment(at, language)}</MomentText>
            <span className={classes.source}>{t(`bindings.history.source.${source}`)}</span>
            <span className={classes.what}>
              {entryWords(kind, t)}
              {pair === undefined ? null : <NumberText number={pair.b} />}
              {more === undefined ? null : <span className={classes.more}>{more}</span>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
