import { Input, NumberInput, Select } from '@mantine/core'
import { useId } from 'react'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { useNow } from '../../ui/use-now.ts'
import { FieldNotes } from './FieldNotes.tsx'
import type { FieldWords } from './findings.ts'
import classes from './LifeField.module.css'
import { isLifeUnit, type Life, type LifeUnit, lifeSeconds } from './life.ts'

const TICK_MS = 30_000
const LONGEST_S = 7_776_000

/**
 * How long something lasts, in the unit one thinks in, with the date on which it ends.
 *
 * @param props.units the first stands first in the list
 * @param props.longestS most seconds that the platform takes
 */
export function LifeField(props: {
  label: string
  value: Life
  units: readonly LifeUnit[]
  never?: string
  longestS?: number
  words?: FieldWords
  onChange: (life: Life) => void
}) {
  const { value, longestS = LONGEST_S } = props
  const { t, language } = useTexts()
  const id = useId()
  const now = useNow(TICK_MS)
  const seconds = lifeSeconds(value)
  const long = seconds > longestS
  const error = long
    ? t('bindings.life.tooLong', { count: Math.floor(longestS / 86_400) })
    : props.words?.error
  return (
    <div>
      <Input.Wrapper
        label={props.label}
        labelElement="div"
        labelProps={{ id }}
        error={error}
        description={
          error !== undefined
            ? undefined
            : value.unit === 'never'
              ? (props.never ?? t('bindings.life.neverHint'))
              : t('bindings.life.until', { time: formatMoment(now + seconds * 1000, language) })
        }
      >
        <div className={classes.pair} data-never={value.unit === 'never' || undefined}>
          {value.unit === 'never' ? null : (
            <NumberInput
              aria-label={t('bindings.life.amount', { label: props.label })}
              min={1}
              allowDecimal={false}
              allowNegative={false}
              value={value.amount}
              error={error !== undefined}
              onChange={(amount) =>
                props.onChange({ ...value, amount: typeof amount === 'number' && amount >= 1 ? amount : 1 })
              }
            />
          )}
          <Select
            aria-label={t('bindings.life.unit', { label: props.label })}
            data={props.units.map((unit) => ({ value: unit, label: t(`bindings.life.units.${unit}`) }))}
            value={value.unit}
            onChange={(unit) => {
              if (isLifeUnit(unit)) props.onChange({ amount: value.amount, unit })
            }}
          />
        </div>
      </Input.Wrapper>
      <FieldNotes notes={props.words?.notes ?? []} />
    </div>
  )
}
