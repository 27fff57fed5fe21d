import { Button } from '@mantine/core'
import type { FormEvent } from 'react'
import type { Binding } from '../../../contract/bindings.ts'
import { checkChange, isChangeable, stops } from '../../../domain/bindings/index.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { showToast } from '../../ui/toast.ts'
import { useAct } from '../../ui/use-act.ts'
import { NumberField } from '../dial/index.ts'
import classes from './BindingForm.module.css'
import { FieldNotes } from './FieldNotes.tsx'
import { wordsOf } from './findings.ts'
import { type BindForm, changeOf, formOf } from './form.ts'
import { DirectionField } from './PartyFields.tsx'
import { LifeFields, SettingFields } from './SettingFields.tsx'
import { useBindings } from './store.ts'
import fields from './TermsFields.module.css'

/** The change of a binding: only what the platform can change in its mode, only what is different is sent. */
export function ModifyBinding(props: { binding: Binding }) {
  const { binding } = props
  const { mode } = binding
  const { t, language } = useTexts()
  const online = useOnline()
  const kept = useBindings((state) => state.changes.get(binding.id))
  const { setChange, modify } = useBindings((state) => state)
  const { busy, error, act, forget } = useAct(errorOf)
  const form = kept ?? formOf(binding)
  const draft = isChangeable(mode) ? changeOf(form, binding, mode) : undefined
  const findings =
    draft?.ok === true
      ? checkChange(draft.value, {
          ...binding,
          ...binding.settings,
          direction: binding.settings.direction ?? 'both',
        })
      : []
  const empty = findings.some(({ code }) => code === 'nothingChanged')
  const need = !online
    ? t('bindings.needs.offline')
    : draft?.ok === false
      ? t(`bindings.needs.${draft.need}`)
      : empty
        ? t('bindings.modify.nothing')
        : stops(findings)
          ? t('bindings.needs.stopped')
          : undefined
  const change = (patch: Partial<BindForm>) => {
    setChange(binding.id, { ...form, ...patch })
    forget()
  }
  const words = (field: string) => wordsOf(findings, field, language)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (draft?.ok !== true || need !== undefined || busy) return
    act(async () => {
      await modify(binding.id, draft.value)
      setChange(binding.id, undefined)
      showToast(t, { message: t('bindings.modify.done') })
    })
  }

  return (
    <Section title={t('bindings.modify.title')} hint={t('bindings.modify.hint')}>
      <form className={classes.fields} onSubmit={submit} noValidate>
        {mode === 'axe' ? null : (
          <div className={fields.grid}>
            <NumberField
              label={t('bindings.fields.a')}
              value={form.a}
              error={words('a').error}
              notes={<FieldNotes notes={words('a').notes} />}
              onChange={(a) => change({ a })}
            />
            {mode === 'axb' ? (
              <NumberField
                label={t('bindings.fields.b')}
                value={form.b}
                error={words('b').error}
                notes={<FieldNotes notes={words('b').notes} />}
                onChange={(b) => change({ b })}
              />
            ) : null}
          </div>
        )}
        <DirectionField mode={mode} form={form} onChange={change} />
        {mode === 'ax' ? null : (
          <LifeFields
            mode={mode}
            profileId={binding.profileId}
            form={form}
            findings={findings}
            changing
            onChange={change}
          />
        )}
        <SettingFields
          mode={mode}
          profileId={binding.profileId}
          form={form}
          findings={findings}
          changing
          onChange={change}
        />
        <ErrorNotice error={error} />
        <div className={classes.acts}>
          <Button type="submit" disabled={need !== undefined} loading={busy}>
            {t('bindings.modify.act')}
          </Button>
          <Button variant="default" onClick={() => setChange(binding.id, undefined)}>
            {t('common.cancel')}
          </Button>
          {need === undefined ? null : (
            <span className={classes.need} role="status">
              {need}
            </span>
          )}
        </div>
      </form>
    </Section>
  )
}
