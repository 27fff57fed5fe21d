import { Autocomplete, Input, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo } from 'react'
import type { PrivateNumber } from '../../../contract/bindings.ts'
import type { BoundMode } from '../../../domain/bindings/index.ts'
import { explainNumberProblem } from '../../../domain/explain/index.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { parseDialled } from '../../../domain/phone/parse.ts'
import { isSealedNumber, type ProfileId } from '../../../domain/values.ts'
import { joinSentences, type Translate, useTexts } from '../../i18n/index.ts'
import { FieldNotes } from './FieldNotes.tsx'
import type { FieldWords } from './findings.ts'
import type { BindForm } from './form.ts'
import { usePrivateNumbers } from './numbers-store.ts'
import classes from './XField.module.css'

const PAUSE_MS = 500
const WAYS = {
  axb: ['number', 'city', 'platform'],
  ax: ['number', 'city'],
  axe: ['number', 'city'],
  axyb: ['city'],
} as const

/** Which private number: one of the pool with its load beside it, one of a city, or the platform's pick. */
export function XField(props: {
  mode: BoundMode
  profileId: ProfileId
  form: BindForm
  words: FieldWords
  onChange: (change: Partial<BindForm>) => void
}) {
  const { mode, form, words } = props
  const { t } = useTexts()
  const ways = WAYS[mode]
  const way = ways.find((one) => one === form.xBy) ?? ways[0]
  return (
    <div className={classes.field}>
      {ways.length === 1 ? null : (
        <Input.Wrapper label={t('bindings.x.label')} labelElement="div">
          <SegmentedControl
            fullWidth
            aria-label={t('bindings.x.label')}
            data={ways.map((one) => ({ value: one, label: t(`bindings.x.by.${one}`) }))}
            value={way}
            onChange={(value) => {
              const chosen = ways.find((one) => one === value)
              if (chosen !== undefined) props.onChange({ xBy: chosen })
            }}
          />
        </Input.Wrapper>
      )}
      {way === 'number' ? <OfPool {...props} /> : null}
      {way === 'city' ? <OfCity {...props} /> : null}
      {way === 'platform' ? (
        <>
          <p className={classes.hint}>{t('bindings.x.platformHint')}</p>
          {words.error === undefined ? null : <Input.Error>{words.error}</Input.Error>}
          <FieldNotes notes={words.notes} />
        </>
      ) : null}
    </div>
  )
}

function OfPool(props: {
  mode: BoundMode
  profileId: ProfileId
  form: BindForm
  words: FieldWords
  onChange: (change: Partial<BindForm>) => void
}) {
  const { mode, profileId, form, words } = props
  const { t, language } = useTexts()
  const numbers = usePrivateNumbers((state) => state.numbers)
  const pool = useMemo(
    () => numbers.filter((one) => one.profileId === profileId && one.mode === mode && one.inPool),
    [numbers, profileId, mode],
  )
  const byText = new Map(pool.map((one) => [groupNumber(one.number), one]))
  const [rested] = useDebouncedValue(form.x, PAUSE_MS)
  const parsed = parseDialled(form.x)
  const sealed = isSealedNumber(form.x)
  const wrong = !parsed.ok && parsed.reason !== 'empty' && rested === form.x
  const problem = wrong ? explainNumberProblem(parsed.reason, parsed.params, language) : undefined
  const error = problem === undefined ? words.error : joinSentences(language, problem.message, problem.remedy)
  return (
    <div>
      <Autocomplete
        label={t('bindings.x.number')}
        placeholder={t('bindings.x.placeholder')}
        description={
          error !== undefined
            ? undefined
            : pool.length === 0
              ? t('bindings.x.noPool')
              : t('bindings.x.pool', { count: pool.length })
        }
        error={error}
        data={[...byText.keys()]}
        limit={200}
        spellCheck={false}
        inputMode="tel"
        classNames={{ input: classes.digits }}
        renderOption={({ option }) => {
          const one = byText.get(option.value)
          return (
            <span className={classes.option}>
              <span className="tabular">{option.value}</span>
              {one === undefined ? null : <span className={classes.load}>{loadWords(one, t)}</span>}
            </span>
          )
        }}
        comboboxProps={{ shadow: 'md' }}
        value={sealed ? groupNumber(form.x) : form.x}
        readOnly={sealed}
        clearable
        clearButtonProps={{ 'aria-label': `${t('common.clear')}: ${t('bindings.x.number')}` }}
        onChange={(x) => props.onChange({ x })}
      />
      <FieldNotes notes={words.notes} />
    </div>
  )
}

const loadWords = (one: PrivateNumber, t: Translate): string =>
  [
    one.most === undefined
      ? t('bindings.x.load', { bindings: one.bindings })
      : t('bindings.x.loadOf', { bindings: one.bindings, most: one.most }),
    ...(one.state === 'normal' || one.state === 'unknown' ? [] : [t(`privateNumbers.state.${one.state}`)]),
    ...(one.coolUntil === undefined || one.coolUntil < Date.now() ? [] : [t('privateNumbers.cooling')]),
  ].join(' · ')

function OfCity(props: { form: BindForm; words: FieldWords; onChange: (change: Partial<BindForm>) => void }) {
  const { form, words } = props
  const { t } = useTexts()
  return (
    <CityFields form={form} error={words.error} onChange={props.onChange} hint={t('bindings.x.cityHint')} />
  )
}

/** A city by its area code, and what happens when it has no free number. */
export function CityFields(props: {
  form: Pick<BindForm, 'areaCode' | 'match'>
  hint: string
  error?: string | undefined
  onChange: (change: Partial<Pick<BindForm, 'areaCode' | 'match'>>) => void
}) {
  const { form } = props
  const { t } = useTexts()
  const [rested] = useDebouncedValue(form.areaCode, PAUSE_MS)
  const written = form.areaCode.trim()
  const wrong = written !== '' && rested === form.areaCode && !/^0\d{2,3}$/.test(written)
  return (
    <div className={classes.city}>
      <TextInput
        label={t('bindings.x.areaCode')}
        placeholder="0755"
        inputMode="numeric"
        autoComplete="off"
        value={form.areaCode}
        error={wrong ? t('bindings.x.areaCodeWrong') : props.error}
        description={props.hint}
        onChange={(event) => props.onChange({ areaCode: event.currentTarget.value })}
      />
      <Select
        label={t('bindings.x.match')}
        data={(['strict', 'loose'] as const).map((value) => ({
          value,
          label: t(`bindings.x.matches.${value}`),
        }))}
        value={form.match}
        onChange={(match) => {
          if (match === 'strict' || match === 'loose') props.onChange({ match })
        }}
      />
    </div>
  )
}
