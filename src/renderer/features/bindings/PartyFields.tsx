import { Input, SegmentedControl, TextInput } from '@mantine/core'
import { type BindingFinding, type BoundMode, isBoundMode } from '../../../domain/bindings/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { NumberField } from '../dial/index.ts'
import { FieldNotes } from './FieldNotes.tsx'
import { wordsOf } from './findings.ts'
import type { BindForm } from './form.ts'
import classes from './TermsFields.module.css'

const DIRECTIONS = ['both', 'fromA', 'toA'] as const

/** Who is bound: A, and what the mode has besides. */
export function PartyFields(props: {
  mode: BoundMode
  form: BindForm
  findings: readonly BindingFinding[]
  onChange: (change: Partial<BindForm>) => void
}) {
  const { mode, form, findings, onChange } = props
  const { t, language } = useTexts()
  const words = (field: string) => wordsOf(findings, field, language)
  const extension = words('extension')
  const wrongExtension = form.extension.trim() !== '' && !/^\d{1,4}$/.test(form.extension.trim())
  return (
    <div className={classes.grid}>
      <NumberField
        label={t('bindings.fields.a')}
        hint={t(`bindings.fields.aHint.${mode}`)}
        value={form.a}
        error={words('a').error}
        notes={<FieldNotes notes={words('a').notes} />}
        onChange={(a) => onChange({ a })}
      />
      {mode === 'axb' ? (
        <NumberField
          label={t('bindings.fields.b')}
          hint={t('bindings.fields.bHint')}
          value={form.b}
          error={words('b').error}
          notes={<FieldNotes notes={words('b').notes} />}
          onChange={(b) => onChange({ b })}
        />
      ) : null}
      {mode === 'axe' ? (
        <div>
          <TextInput
            label={t('bindings.fields.extension')}
            description={t('bindings.fields.extensionHint')}
            placeholder="0042"
            inputMode="numeric"
            autoComplete="off"
            value={form.extension}
            error={wrongExtension ? t('bindings.fields.extensionWrong') : extension.error}
            onChange={(event) => onChange({ extension: event.currentTarget.value })}
          />
          <FieldNotes notes={extension.notes} />
        </div>
      ) : null}
    </div>
  )
}

/** Who may call whom; nothing for a mode that has no choice. */
export function DirectionField(props: {
  mode: BoundMode
  form: BindForm
  onChange: (change: Partial<BindForm>) => void
}) {
  const { mode, form } = props
  const { t } = useTexts()
  if (mode === 'axe') return null
  return (
    <Input.Wrapper label={t('bindings.fields.direction')} labelElement="div">
      <SegmentedControl
        fullWidth
        aria-label={t('bindings.fields.direction')}
        data={DIRECTIONS.map((value) => ({ value, label: t(`bindings.direction.${mode}.${value}`) }))}
        value={form.direction}
        onChange={(value) => {
          const direction = DIRECTIONS.find((one) => one === value)
          if (direction !== undefined) props.onChange({ direction })
        }}
      />
    </Input.Wrapper>
  )
}

export const boundModeOf = (service: string): BoundMode | undefined =>
  isBoundMode(service) ? service : undefined
