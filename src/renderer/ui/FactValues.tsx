import { groupNumber } from '../../domain/phone/index.ts'
import { formatMoment, formatUtc, useTexts } from '../i18n/index.ts'
import { CopyIcon } from './CopyIcon.tsx'
import classes from './FactValues.module.css'
import { MomentText } from './MomentText.tsx'
import { NumberText } from './NumberText.tsx'
import { useNumberInFull } from './number-masking.tsx'
import { RevealNumber } from './RevealNumber.tsx'

/** A number among facts: to read, to copy, and to reveal while numbers are masked. */
export function NumberFact(props: { number: string }) {
  const { t } = useTexts()
  const inFull = useNumberInFull(props.number)
  return (
    <span className={classes.line}>
      <NumberText number={props.number} />
      <CopyIcon
        value={inFull}
        label={t('common.copyNumber', { number: groupNumber(inFull) })}
        done={t('common.copied')}
      />
      <RevealNumber number={props.number} />
    </span>
  )
}

/** An id that is quoted to others. */
export function CodeFact(props: { code: string; copyLabel: string }) {
  const { t } = useTexts()
  return (
    <span className={classes.line}>
      <code>{props.code}</code>
      <CopyIcon value={props.code} label={props.copyLabel} done={t('common.copied')} />
    </span>
  )
}

/** A moment here and in UTC, as the platform and the logs say it. */
export function MomentFact(props: { at: number }) {
  const { t, language } = useTexts()
  return (
    <>
      <MomentText at={props.at}>{formatMoment(props.at, language)}</MomentText>
      <span className={classes.utc}>
        {t('calls.facts.utc')} {formatUtc(props.at)}
      </span>
    </>
  )
}
