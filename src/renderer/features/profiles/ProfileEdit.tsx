import { Button } from '@mantine/core'
import type { Profile } from '../../../contract/profiles.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { EnvironmentBadge } from '../../ui/EnvironmentBadge.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { showToast } from '../../ui/toast.ts'
import { useAct } from '../../ui/use-act.ts'
import { ConnectionTest } from './ConnectionTest.tsx'
import { fieldsOf, formOf, type ProfileForm } from './form.ts'
import { PauseNotice } from './PauseNotice.tsx'
import classes from './ProfileEdit.module.css'
import { ProfileFormFields } from './ProfileFormFields.tsx'
import { PushAddresses } from './PushAddresses.tsx'
import { RemoveProfile } from './RemoveProfile.tsx'
import { SecretForm } from './SecretForm.tsx'
import { useProfiles } from './store.ts'
import { useProfileForm } from './use-profile-form.ts'

/** One profile: whether it works, its secret, where pushes go, its fields, its end. */
export function ProfileEdit(props: { profile: Profile }) {
  const { profile } = props
  return (
    <div className={classes.edit}>
      <h2 className={classes.title}>
        {profile.name}
        <EnvironmentBadge environment={profile.environment} />
      </h2>
      <PauseNotice profile={profile} />
      <ConnectionTest profile={profile} />
      <SecretForm profile={profile} />
      <PushAddresses profile={profile} />
      <Fields profile={profile} />
      <RemoveProfile profile={profile} />
    </div>
  )
}

function Fields(props: { profile: Profile }) {
  const { profile } = props
  const { t } = useTexts()
  const online = useOnline()
  const save = useProfiles((state) => state.save)
  const { form, submit } = useProfileForm(formOf(profile))
  const { busy, error, act } = useAct(errorOf)

  const keep = (values: ProfileForm) =>
    act(async () => {
      const fields = fieldsOf(values)
      if (fields === undefined) return
      form.resetDirty(formOf(await save(profile.id, fields)))
      showToast(t, { message: t('common.saved') })
    })

  return (
    <form onSubmit={submit(keep)} noValidate>
      <ProfileFormFields form={form} />
      <ErrorNotice error={error} />
      <div className={classes.acts}>
        <Button type="submit" disabled={!online || !form.isDirty()} loading={busy}>
          {t('profiles.form.saveChanges')}
        </Button>
      </div>
    </form>
  )
}
