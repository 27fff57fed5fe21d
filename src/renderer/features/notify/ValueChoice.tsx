import { Select } from '@mantine/core'
import { type Variable, writeVariable } from '../../../domain/template/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ValueField } from '../templates/index.ts'
import classes from './ContentFields.module.css'
import type { DraftValue } from './fields.ts'

const TYPED = 'typed'

/** A value that is typed, or where there is a list, the column that it comes from. */
export function ValueChoice(props: {
  variable: Variable
  number: number
  value: DraftValue
  columns: readonly string[] | undefined
  onChange: (value: DraftValue) => void
}) {
  const { variable, number, value, columns, onChange } = props
  const { t } = useTexts()
  const typed =
    value.from === 'text' ? (
      <ValueField
        variable={variable}
        number={number}
        value={value.text}
        onChange={(text) => onChange({ from: 'text', text })}
      />
    ) : null
  if (columns === undefined || columns.length === 0) return typed
  return (
    <div className={classes.choice}>
      {typed}
      {value.from === 'text' ? null : (
        <span className={classes.label} aria-hidden="true">
          {t('notify.contents.valueFrom', { number, variable: writeVariable(variable) })}
        </span>
      )}
      <Select
        size="xs"
        aria-label={t('notify.contents.valueFrom', { number, variable: writeVariable(variable) })}
        data={[
          { value: TYPED, label: t('notify.contents.typed') },
          ...columns.map((heading, column) => ({
            value: String(column),
            label: t('notify.contents.column', { heading: heading === '' ? column + 1 : heading }),
          })),
        ]}
        value={value.from === 'column' ? String(value.column) : TYPED}
        onChange={(chosen) => {
          if (chosen === TYPED) onChange({ from: 'text', text: '' })
          else if (chosen !== null) onChange({ from: 'column', column: Number(chosen) })
        }}
      />
    </div>
  )
}
