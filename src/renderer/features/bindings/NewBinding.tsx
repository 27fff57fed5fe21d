import { Button } from '@mantine/core'
import type { FormEvent } from 'react'
import type { Profile } from '../../../contract/profiles.ts'
import { BOUND_MODES, type BoundMode, stops } from '../../../domain/bindings/index.ts'
import { isUnanswered } from '../../../domain/explain/index.ts'
import { parseDialled } from '../../../domain/phone/parse.ts'
import { errorOf } from '../../client/index.ts'
import { joinSentences, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { fromHere } from '../../ui/go.ts'
import { Notice } from '../../ui/Notice.tsx'
import { bindingRoute } from '../../ui/routes.ts'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import { activeProfile, PauseNotice, useProfiles } from '../profiles/index.ts'
import classes from './BindingForm.module.css'
import { useTermsFindings, wordsOf } from './findings.ts'
import { type BindForm, NEW_FORM, termsOf } from './form.ts'
import { ModeBadge } from './ModeBadge.tsx'
import { ModePicture } from './ModePicture.tsx'
import { boundModeOf, DirectionField, PartyFields } from './PartyFields.tsx'
import { ProfileNeeded } from './ProfileNeeded.tsx'
import { LifeFields, SettingFields } from './SettingFields.tsx'
import { useBindings } from './store.ts'
import { courseWords, nextWords, type Parties } from './words.ts'
import { XField } from './XField.tsx'

/** The form of a new binding in the mode of the profile in use. */
export function NewBinding() {
  const profile = useProfiles(activeProfile)
  const mode = profile === undefined ? undefined : boundModeOf(profile.service)
  if (profile === undefined || mode === undefined) return <ProfileNeeded modes={BOUND_MODES} />
  return <Form key={profile.id} profile={profile} mode={mode} />
}

function Form(props: { profile: Profile; mode: BoundMode }) {
  const { profile, mode } = props
  const { t, language } = useTexts()
  const online = useOnline()
  const form = useBindings((state) => state.drafts.get(mode)) ?? NEW_FORM
  const { edit, discard, bind } = useBindings((state) => state)
  const { busy, error, act, forget } = useAct(errorOf)
  const draft = termsOf(form, mode)
  const findings = useTermsFindings(profile.id, draft.ok ? draft.value : undefined)
  const stopped = stops(findings)
  const blocked = profile.pause !== undefined ? 'paused' : profile.hasSecret ? undefined : 'secret'
  const need = !online
    ? t('bindings.needs.offline')
    : blocked !== undefined
      ? t(`dial.needs.${blocked}`)
      : !draft.ok
        ? t(`bindings.needs.${draft.need}`)
        : stopped
          ? t('bindings.needs.stopped')
          : undefined
  // The same act carries the same id, so asking again binds nothing twice.
  const again = isUnanswered(error)
  const change = (patch: Partial<BindForm>) => {
    edit(mode, patch)
    forget()
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!draft.ok || need !== undefined || busy) return
    const goOn = fromHere()
    act(async () => {
      const binding = await bind(profile.id, draft.value)
      // Refused or unknown: what was typed is still here when one comes back.
      if (binding.state === 'active') edit(mode, { a: '', b: '', extension: '' })
      goOn(bindingRoute(binding.id))
    })
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <header className={classes.head}>
        <h2 className={classes.title}>
          {t('bindings.new.title')}
          <ModeBadge mode={mode} />
        </h2>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => discard(mode)}>
          {t('bindings.new.clear')}
        </Button>
      </header>
      <PauseNotice profile={profile} />
      <ModePicture parties={partiesOf(form, mode)} />
      <Section title={t('bindings.new.who')}>
        <div className={classes.fields}>
          <PartyFields mode={mode} form={form} findings={findings} onChange={change} />
          <DirectionField mode={mode} form={form} onChange={change} />
        </div>
      </Section>
      <Section title={t('bindings.x.title')}>
        <XField
          mode={mode}
          profileId={profile.id}
          form={form}
          words={wordsOf(findings, 'x', language)}
          onChange={change}
        />
      </Section>
      <Section title={t('bindings.new.life')}>
        <LifeFields mode={mode} profileId={profile.id} form={form} findings={findings} onChange={change} />
      </Section>
      <Section title={t('bindings.new.settings')}>
        <SettingFields mode={mode} profileId={profile.id} form={form} findings={findings} onChange={change} />
      </Section>
      <div className={classes.end}>
        {draft.ok ? (
          <Notice tone="info" title={t('bindings.next.title')}>
            {joinSentences(
              language,
              courseWords(partiesOf(form, mode), t),
              nextWords(
                {
                  lifeS: 'lifeS' in draft.value ? draft.value.lifeS : undefined,
                  record: draft.value.record,
                  maxDurationMinutes:
                    'maxDurationMinutes' in draft.value ? draft.value.maxDurationMinutes : 0,
                  sms: 'sms' in draft.value ? draft.value.sms : undefined,
                },
                Date.now(),
                t,
                language,
              ),
            )}
          </Notice>
        ) : null}
        <ErrorNotice error={error}>
          {error === undefined || !again
            ? undefined
            : joinSentences(language, error.remedy, t('bindings.new.againHint'))}
        </ErrorNotice>
        <div className={classes.acts}>
          <Button type="submit" size="md" disabled={need !== undefined} loading={busy}>
            {t(again ? 'dial.failed.again' : 'bindings.new.act')}
          </Button>
          {need === undefined ? null : (
            <span className={classes.need} role="status">
              {need}
            </span>
          )}
        </div>
      </div>
    </form>
  )
}

/** What the picture shows of a form: a number as soon as it can be read. */
function partiesOf(form: BindForm, mode: BoundMode): Parties {
  const read = (text: string) => {
    const parsed = parseDialled(text)
    return parsed.ok ? parsed.number : undefined
  }
  const byNumber = mode !== 'axyb' && form.xBy === 'number'
  const byCity = mode === 'axyb' || form.xBy === 'city'
  return {
    mode,
    direction: mode === 'axe' ? 'both' : form.direction,
    a: read(form.a),
    b: mode === 'axb' ? read(form.b) : undefined,
    x: byNumber ? read(form.x) : undefined,
    areaCode: byCity ? form.areaCode.trim() : undefined,
    extension: mode === 'axe' ? form.extension.trim() : undefined,
  }
}
