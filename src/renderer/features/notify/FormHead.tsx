import type { Profile } from '../../../contract/profiles.ts'
import { useTexts } from '../../i18n/index.ts'
import { NumberField } from '../dial/index.ts'
import { PauseNotice } from '../profiles/index.ts'
import { DisplayField } from './DisplayField.tsx'
import { SavedForms } from './SavedForms.tsx'

/** What notifications and codes begin with: a saved form, whom to call, and what number is shown. */
export function FormHead(props: {
  tab: 'notification' | 'verification'
  profile: Profile
  fields: { readonly callee: string; readonly display: string }
  onChange: (change: { callee: string } | { display: string }) => void
}) {
  const { tab, profile, fields, onChange } = props
  const { t } = useTexts()
  return (
    <>
      <PauseNotice profile={profile} />
      <SavedForms tab={tab} profile={profile} />
      <NumberField
        label={t('notify.callee')}
        hint={t('dial.number.hint')}
        placeholder={t('dial.number.placeholder')}
        value={fields.callee}
        big
        onChange={(callee) => onChange({ callee })}
      />
      <DisplayField profile={profile} chosen={fields.display} onChange={(display) => onChange({ display })} />
    </>
  )
}
