import { Select } from '@mantine/core'
import { IconPhone } from '@tabler/icons-react'
import type { FormEvent } from 'react'
import type { Profile } from '../../../contract/profiles.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { OnceSubmit } from '../../ui/OnceSubmit.tsx'
import { PauseNotice } from '../profiles/index.ts'
import classes from './DialForm.module.css'
import { NextSteps } from './NextSteps.tsx'
import { NumberField } from './NumberField.tsx'
import { OptionFields } from './OptionFields.tsx'
import { draft } from './request.ts'
import { useDial } from './store.ts'

export function DialForm(props: { profile: Profile }) {
  const { profile } = props
  const { t } = useTexts()
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
      <OnceSubmit
        error={error}
        ready={ready}
        busy={dialling}
        icon={<IconPhone size={18} stroke={1.75} aria-hidden="true" />}
        label={t('dial.act')}
        need={need === undefined ? undefined : t(`dial.needs.${need}`)}
      />
    </form>
  )
}
