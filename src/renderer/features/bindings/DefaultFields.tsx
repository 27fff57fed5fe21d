import type { BoundMode } from '../../../domain/bindings/index.ts'
import type { ProfileId } from '../../../domain/values.ts'
import classes from './BindingForm.module.css'
import type { BindForm } from './form.ts'
import { DirectionField } from './PartyFields.tsx'
import { LifeFields, SettingFields } from './SettingFields.tsx'
import { XField } from './XField.tsx'

const NOTHING = { error: undefined, notes: [] }

/** What every row of a file has unless a column of it says otherwise. */
export function DefaultFields(props: {
  mode: BoundMode
  profileId: ProfileId
  form: BindForm
  onChange: (change: Partial<BindForm>) => void
}) {
  return (
    <div className={classes.fields}>
      <XField {...props} words={NOTHING} />
      <DirectionField {...props} />
      <LifeFields {...props} findings={[]} />
      <SettingFields {...props} findings={[]} />
    </div>
  )
}
