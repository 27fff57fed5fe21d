import { Input, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { type BindingFinding, type BoundMode, MODE_FACTS } from '../../../domain/bindings/index.ts'
import type { ProfileId } from '../../../domain/values.ts'
import { useTexts } from '../../i18n/index.ts'
import { NumberField, PromptField } from '../dial/index.ts'
import { FieldNotes } from './FieldNotes.tsx'
import { wordsOf } from './findings.ts'
import type { BindForm } from './form.ts'
import { LifeField } from './LifeField.tsx'
import type { LifeUnit } from './life.ts'
import classes from './TermsFields.module.css'

type Props = {
  readonly mode: BoundMode
  readonly profileId: ProfileId
  readonly form: BindForm
  readonly findings: readonly BindingFinding[]
  /** Of a binding there is: leaves out what the platform cannot change afterwards. */
  readonly changing?: boolean
  readonly onChange: (change: Partial<BindForm>) => void
}

const UNITS: Readonly<Record<BoundMode, readonly LifeUnit[]>> = {
  axb: ['never', 'minutes', 'hours', 'days', 'seconds'],
  ax: ['never'],
  axe: ['never', 'minutes', 'hours', 'days'],
  axyb: ['never', 'minutes', 'hours', 'days', 'seconds'],
}

type ToneName = 'recordHintTone' | 'lastMinVoice' | 'waitToneA' | 'waitToneB' | 'waitToneX' | 'noCallbackTone'

function useTone({ profileId, form, findings, onChange }: Props) {
  const { t, language } = useTexts()
  return (name: ToneName, field: string = name) => {
    const words = wordsOf(findings, field, language)
    return (
      <div>
        <PromptField
          label={t(`bindings.fields.${name}`)}
          profileId={profileId}
          value={form[name]}
          wrong={words.error !== undefined}
          onChange={(value) => onChange({ [name]: value })}
        />
        <FieldNotes notes={words.notes.filter(({ weight }) => weight === 'note')} />
      </div>
    )
  }
}

/** How long a binding lasts, where bindings end at all. */
export function LifeFields(props: Props) {
  const { mode, form, findings, onChange } = props
  const { t, language } = useTexts()
  if (!MODE_FACTS[mode].expires) return <p className={classes.hint}>{t('bindings.life.axHint')}</p>
  const units = UNITS[mode]
  return (
    <div className={classes.grid}>
      <div>
        <LifeField
          label={t('bindings.fields.life')}
          value={form.life}
          units={units}
          words={wordsOf(findings, 'lifeS', language)}
          onChange={(life) => onChange({ life })}
        />
        {props.changing === true ? (
          <Switch
            mt={10}
            label={t('bindings.fields.renew')}
            description={t('bindings.fields.renewHint')}
            checked={form.renew}
            onChange={(event) => onChange({ renew: event.currentTarget.checked })}
          />
        ) : null}
      </div>
      {mode === 'axe' ? (
        <LifeField
          label={t('bindings.fields.callbackLife')}
          value={form.callbackLife}
          units={units}
          never={t('bindings.fields.callbackNever')}
          words={wordsOf(findings, 'callbackLifeS', language)}
          onChange={(callbackLife) => onChange({ callbackLife })}
        />
      ) : null}
      {mode === 'axyb' ? (
        <LifeField
          label={t('bindings.fields.pairLife')}
          value={form.pairLife}
          units={units}
          never={t('bindings.fields.pairNever')}
          words={wordsOf(findings, 'pairLifeS', language)}
          onChange={(pairLife) => onChange({ pairLife })}
        />
      ) : null}
    </div>
  )
}

/** Recording, limit, messages, prompts, user data: what the mode has of them. */
export function SettingFields(props: Props) {
  const { mode, form, findings, onChange } = props
  const changing = props.changing === true
  const { t, language } = useTexts()
  const tone = useTone(props)
  const words = (field: string) => wordsOf(findings, field, language)
  const hasLimit = mode === 'axb' || mode === 'ax'
  const hasHintTone = !changing || mode === 'axe'
  const hasWaitTones = mode === 'axb' || (mode === 'ax' && !changing)
  return (
    <div className={classes.settings}>
      {mode === 'ax' ? (
        <Switch
          label={t('bindings.fields.on')}
          description={t('bindings.fields.onHint')}
          checked={form.on}
          onChange={(event) => onChange({ on: event.currentTarget.checked })}
        />
      ) : null}
      <div>
        <Switch
          label={t('bindings.fields.record')}
          description={t('dial.options.recordHint')}
          checked={form.record}
          onChange={(event) => onChange({ record: event.currentTarget.checked })}
        />
        <FieldNotes notes={hasHintTone ? words('record').notes : []} />
      </div>
      <div className={classes.grid}>
        {form.record && hasHintTone ? tone('recordHintTone') : null}
        {hasLimit ? (
          <NumberInput
            label={t('bindings.fields.limit')}
            description={t('dial.options.limitHint')}
            min={0}
            max={1440}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="strict"
            value={form.maxDurationMinutes}
            onChange={(value) => onChange({ maxDurationMinutes: typeof value === 'number' ? value : 0 })}
          />
        ) : null}
        {hasLimit && form.maxDurationMinutes > 0 ? tone('lastMinVoice') : null}
        {hasLimit ? (
          <Select
            label={t('bindings.fields.sms')}
            description={t('bindings.fields.smsHint')}
            data={(['app', 'on', 'off'] as const).map((value) => ({
              value,
              label: t(`bindings.sms.${value}`),
            }))}
            value={form.sms}
            onChange={(sms) => {
              if (sms === 'app' || sms === 'on' || sms === 'off') onChange({ sms })
            }}
          />
        ) : null}
        {hasWaitTones ? tone('waitToneA') : null}
        {hasWaitTones ? tone('waitToneB') : null}
        {mode === 'axyb' ? tone('waitToneX') : null}
      </div>
      {mode === 'axe' ? <NoCallbackFields {...props} /> : null}
      {changing && mode === 'axe' ? null : (
        <div>
          <TextInput
            label={t('bindings.fields.userData')}
            description={t('bindings.fields.userDataHint')}
            maxLength={256}
            autoComplete="off"
            value={form.userData}
            error={words('userData').error}
            onChange={(event) => onChange({ userData: event.currentTarget.value })}
          />
          <FieldNotes notes={words('userData').notes} />
        </div>
      )}
      {changing ? <p className={classes.hint}>{t('bindings.modify.kept')}</p> : null}
    </div>
  )
}

/** AXE: what A meets who dials X before anybody has called. */
function NoCallbackFields(props: Props) {
  const { form, findings, onChange } = props
  const { t, language } = useTexts()
  const tone = useTone(props)
  const words = wordsOf(findings, 'noCallback', language)
  return (
    <div className={classes.grid}>
      <Input.Wrapper>
        <Select
          label={t('bindings.fields.noCallback')}
          description={t('bindings.fields.noCallbackHint')}
          data={(['app', 'tone', 'number'] as const).map((value) => ({
            value,
            label: t(`bindings.noCallback.${value}`),
          }))}
          value={form.noCallback}
          onChange={(value) => {
            if (value === 'app' || value === 'tone' || value === 'number') onChange({ noCallback: value })
          }}
        />
      </Input.Wrapper>
      {form.noCallback === 'tone' ? tone('noCallbackTone', 'noCallback') : null}
      {form.noCallback === 'number' ? (
        <NumberField
          label={t('bindings.fields.noCallbackNumber')}
          services
          value={form.noCallbackNumber}
          error={words.error}
          onChange={(noCallbackNumber) => onChange({ noCallbackNumber })}
        />
      ) : null}
    </div>
  )
}
