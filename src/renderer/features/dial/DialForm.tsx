import { Button, CloseButton, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPhone } from '@tabler/icons-react'
import type { FormEvent } from 'react'
import type { Profile } from '../../../contract/profiles.ts'
import { explainNumberProblem, explainNumberWarning } from '../../../domain/explain/index.ts'
import { groupNumber, nationalDigits, parseDialled } from '../../../domain/phone/index.ts'
import { joinSentences, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { isComposing } from '../../ui/keys.ts'
import { PauseNotice } from '../profiles/index.ts'
import classes from './DialForm.module.css'
import { NextSteps } from './NextSteps.tsx'
import { OptionFields } from './OptionFields.tsx'
import { draft } from './request.ts'
import { useDial } from './store.ts'

/** Until typing rests this long, an unfinished number is not called wrong. */
const PAUSE_MS = 500

export function DialForm(props: { profile: Profile }) {
  const { profile } = props
  const { t, language } = useTexts()
  const online = useOnline()
  const { fields, dialling, error, set, dial } = useDial((state) => state)
  const own =
    fields.own === '' && profile.ownNumber !== undefined ? groupNumber(profile.ownNumber) : fields.own
  const drafted = draft({ ...fields, own }, profile)
  const ready = online && drafted.ok && !dialling

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) dial(drafted.request)
  }
  // The same act carries the same id, so asking again places no second call.
  const again = error?.code === 'connection.lost' || error?.code === 'deadline'
  const need = !online ? 'offline' : drafted.ok ? undefined : drafted.need

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <PauseNotice profile={profile} />
      <NumberField
        label={t('dial.number.label')}
        hint={t('dial.number.hint')}
        placeholder={t('dial.number.placeholder')}
        value={fields.callee}
        big
        onChange={(callee) => set({ callee })}
      />
      <NumberField
        label={t('dial.own.label')}
        hint={t('dial.own.hint')}
        placeholder={t('dial.number.placeholder')}
        value={own}
        onChange={(next) => set({ own: next })}
      />
      <Select
        label={t('dial.display.label')}
        description={t('dial.display.hint')}
        data={profile.displayNumbers.map((number) => ({ value: number, label: groupNumber(number) }))}
        value={
          profile.displayNumbers.find((number) => number === fields.display) ??
          profile.displayNumbers[0] ??
          null
        }
        onChange={(display) => {
          if (display !== null) set({ display })
        }}
      />
      <OptionFields profileId={profile.id} />
      {drafted.ok ? <NextSteps request={drafted.request} /> : null}
      <ErrorNotice error={error}>
        {error === undefined || !again
          ? undefined
          : joinSentences(language, error.remedy, t('dial.failed.againHint'))}
      </ErrorNotice>
      <Button
        type="submit"
        size="md"
        fullWidth
        disabled={!ready}
        loading={dialling}
        leftSection={<IconPhone size={18} stroke={1.75} aria-hidden="true" />}
      >
        {t(again ? 'dial.failed.again' : 'dial.act')}
      </Button>
      {need === undefined ? null : (
        <p className={classes.need} role="status">
          {t(`dial.needs.${need}`)}
        </p>
      )}
    </form>
  )
}

/** Takes a number as people write or paste it, shows how it is understood, and says why when it is not. */
function NumberField(props: {
  label: string
  hint: string
  placeholder: string
  value: string
  big?: boolean
  onChange: (text: string) => void
}) {
  const { label, value, onChange } = props
  const { t, language } = useTexts()
  const [rested] = useDebouncedValue(value, PAUSE_MS)
  const parsed = parseDialled(value)
  const wrong = !parsed.ok && parsed.reason !== 'empty' && rested === value
  const words = wrong && !parsed.ok ? explainNumberProblem(parsed.reason, parsed.params, language) : undefined
  const understood = parsed.ok
    ? t('dial.number.preview', {
        number: groupNumber(nationalDigits(parsed.number)),
        kind: t(`common.kind.${parsed.kind}`),
      })
    : props.hint
  return (
    <div>
      <TextInput
        label={label}
        description={words === undefined ? understood : undefined}
        error={words === undefined ? undefined : joinSentences(language, words.message, words.remedy)}
        placeholder={props.placeholder}
        inputMode="tel"
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: props.big === true ? classes.big : classes.digits }}
        value={value}
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
    </div>
  )
}
