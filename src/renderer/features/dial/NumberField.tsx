import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { explainNumberProblem, explainNumberWarning } from '../../../domain/explain/index.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { parseDialled } from '../../../domain/phone/parse.ts'
import { isSealedNumber } from '../../../domain/values.ts'
import { joinSentences, useTexts } from '../../i18n/index.ts'
import { isComposing } from '../../ui/keys.ts'
import classes from './NumberField.module.css'

/** Until typing rests this long, an unfinished number is not called wrong. */
const PAUSE_MS = 500

/**
 * Takes a number as people write or paste it, shows how it is understood, and says why when it is not.
 *
 * @param props.services whether 400 and 95 numbers are right, too
 * @param props.error what else is wrong with it, in words
 * @param props.notes what is to be said besides
 */
export function NumberField(props: {
  label: string
  hint?: string | undefined
  placeholder?: string
  value: string
  big?: boolean
  services?: boolean
  error?: string | undefined
  notes?: ReactNode
  onChange: (text: string) => void
}) {
  const { label, value, onChange } = props
  const { t, language } = useTexts()
  const [rested] = useDebouncedValue(value, PAUSE_MS)
  const parsed = parseDialled(value)
  const sealed = isSealedNumber(value)
  const service = props.services === true && !parsed.ok && parsed.reason === 'shortCode'
  const wrong = !parsed.ok && parsed.reason !== 'empty' && !service && rested === value
  const words = wrong ? explainNumberProblem(parsed.reason, parsed.params, language) : undefined
  const problem = words === undefined ? props.error : joinSentences(language, words.message, words.remedy)
  const understood = parsed.ok
    ? t('dial.number.preview', {
        number: groupNumber(parsed.number),
        kind: t(`common.kind.${parsed.kind}`),
      })
    : props.hint
  return (
    <div>
      <TextInput
        label={label}
        description={problem === undefined ? understood : undefined}
        error={problem}
        placeholder={props.placeholder ?? t('dial.number.placeholder')}
        inputMode="tel"
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: props.big === true ? classes.big : classes.digits }}
        // A masked number can be dialled and cleared, not changed: the hidden digits are not here.
        value={sealed ? groupNumber(value) : value}
        readOnly={sealed}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Enter that ends a word of the input method must not dial.
          if (event.key === 'Enter' && isComposing(event.nativeEvent)) event.preventDefault()
        }}
        rightSection={
          value === '' ? null : (
            <CloseButton
              size="sm"
              aria-label={`${t('common.clear')}: ${label}`}
              onClick={() => onChange('')}
            />
          )
        }
      />
      {parsed.ok && parsed.warning !== undefined ? (
        <p className={classes.warning}>{explainNumberWarning(parsed.warning, language).message}</p>
      ) : null}
      {props.notes}
    </div>
  )
}
