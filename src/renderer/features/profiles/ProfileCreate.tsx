import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { isProfileId, must } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { fromHere, go } from '../../ui/go.ts'
import { useHostInfo } from '../../ui/host-info.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ROUTES } from '../../ui/routes.ts'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import { fieldsOf, NEW_PROFILE, type ProfileForm } from './form.ts'
import classes from './ProfileEdit.module.css'
import { ProfileFormFields } from './ProfileFormFields.tsx'
import { useProfiles } from './store.ts'
import { useProfileForm } from './use-profile-form.ts'

/** A new profile with its secret, in one go. */
export function ProfileCreate() {
  const { t } = useTexts()
  const online = useOnline()
  const keychain = useHostInfo()?.keychain !== false
  const save = useProfiles((state) => state.save)
  const setSecret = useProfiles((state) => state.setSecret)
  const use = useProfiles((state) => state.use)
  const { form, submit } = useProfileForm(NEW_PROFILE)
  // The same id for every try, so that a lost answer leads to no second profile.
  const [id] = useState(() => must(crypto.randomUUID(), isProfileId, 'profile id'))
  const [secret, setSecretText] = useState('')
  const { busy, error, act } = useAct(errorOf)

  const create = (values: ProfileForm) =>
    act(async () => {
      const fields = fieldsOf(values)
      if (fields === undefined) return
      const goOn = fromHere()
      await save(id, fields)
      if (secret !== '') await setSecret(id, secret, keychain ? 'keychain' : 'memory')
      use(id)
      goOn(`${ROUTES.profiles}/${id}`)
    })

  return (
    <form className={classes.edit} onSubmit={submit(create)} noValidate>
      <h2 className={classes.title}>{t('profiles.newTitle')}</h2>
      <ProfileFormFields form={form} />
      <Section title={t('profiles.secret.title')} hint={t('profiles.secret.hint')}>
        <div className={classes.secret}>
          {keychain ? null : <Notice tone="warn">{t('profiles.secret.noKeychain')}</Notice>}
          <PasswordInput
            label={t('profiles.secret.label')}
            autoComplete="off"
            maxLength={128}
            value={secret}
            onChange={(event) => setSecretText(event.currentTarget.value)}
          />
        </div>
      </Section>
      <ErrorNotice error={error} />
      <div className={classes.acts}>
        <Button type="submit" disabled={!online} loading={busy}>
          {t('profiles.form.create')}
        </Button>
        <Button variant="default" onClick={() => go(ROUTES.profiles)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
