import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { IconPassword } from '@tabler/icons-react'
import type { FormEvent } from 'react'
import type { Profile } from '../../../contract/profiles.ts'
import { codeProblem, LONGEST_CODE, MOST_TIMES, SHORTEST_CODE } from '../../../domain/notify/index.ts'
import { isPromptName } from '../../../domain/prompt/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { OnceSubmit } from '../../ui/OnceSubmit.tsx'
import { PromptField } from '../dial/index.ts'
import { FormHead } from './FormHead.tsx'
import classes from './Forms.module.css'
import { draftCode } from './fields.ts'
import { useNotify } from './store.ts'

/** A code of digits that is read out between two prompts (voice-call.md §4). */
export function CodeForm(props: { profile: Profile }) {
  const { profile } = props
  const { t } = useTexts()
  const online = useOnline()
  const { code: fields, sending, setCode: set, sendCode } = useNotify((state) => state)
  const error = useNotify((state) => state.errors.verification)
  const drafted = draftCode(fields, profile)
  const ready = online && drafted.ok && sending === undefined
  const need = online ? (drafted.ok ? undefined : drafted.need) : 'offline'
  const problem = fields.kind === 'given' && fields.code !== '' ? codeProblem(fields.code) : undefined
  const wrongName = (name: string) => name.trim() !== '' && !isPromptName(name.trim())

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) sendCode(drafted.request)
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <FormHead tab="verification" profile={profile} fields={fields} onChange={set} />
      <SegmentedControl
        aria-label={t('notify.code.kind')}
        data={[
          { value: 'generated', label: t('notify.code.generated') },
          { value: 'given', label: t('notify.code.given') },
        ]}
        value={fields.kind}
        onChange={(kind) => set({ kind: kind === 'given' ? 'given' : 'generated' })}
      />
      {fields.kind === 'generated' ? (
        <NumberInput
          label={t('notify.code.digits')}
          description={t('notify.code.digitsHint')}
          min={SHORTEST_CODE}
          max={LONGEST_CODE}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          value={fields.digits}
          onChange={(value) => {
            if (typeof value === 'number' && value >= SHORTEST_CODE) set({ digits: value })
          }}
        />
      ) : (
        <TextInput
          label={t('notify.code.code')}
          description={problem === undefined ? t('notify.code.codeHint') : undefined}
          error={problem === undefined ? undefined : t(`notify.code.problem.${problem}`)}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={LONGEST_CODE}
          value={fields.code}
          onChange={(event) => set({ code: event.currentTarget.value })}
        />
      )}
      <PromptField
        label={t('notify.code.before')}
        profileId={profile.id}
        value={fields.before}
        wrong={wrongName(fields.before)}
        onChange={(before) => set({ before })}
      />
      <PromptField
        label={t('notify.code.after')}
        profileId={profile.id}
        value={fields.after}
        wrong={wrongName(fields.after)}
        onChange={(after) => set({ after })}
      />
      <Select
        label={t('notify.code.times')}
        data={Array.from({ length: MOST_TIMES + 1 }, (_, times) => ({
          value: String(times),
          label: times === 0 ? t('notify.code.endless') : t('notify.code.timesOf', { count: times }),
        }))}
        value={String(fields.times)}
        onChange={(value) => {
          if (value !== null) set({ times: Number(value) })
        }}
      />
      {fields.times === 0 ? <Notice tone="warn">{t('notify.code.endlessHint')}</Notice> : null}
      <OnceSubmit
        error={error}
        ready={ready}
        busy={sending === 'verification'}
        icon={<IconPassword size={18} stroke={1.75} aria-hidden="true" />}
        label={t('notify.verification.act')}
        need={need === undefined ? undefined : t(`notify.needs.${need}`)}
      />
    </form>
  )
}
