import { Button, PasswordInput } from '@mantine/core'
import { IconKey, IconKeyOff } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { Profile } from '../../../contract/profiles.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { cleared } from '../../ui/cleared.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useHostInfo } from '../../ui/host-info.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './SecretForm.module.css'
import { useProfiles } from './store.ts'

/** Sets the APP_Secret. What was typed is forgotten here as soon as it is kept. */
export function SecretForm(props: { profile: Profile }) {
  const { profile } = props
  const { t } = useTexts()
  const online = useOnline()
  const keychain = useHostInfo()?.keychain !== false
  const setSecret = useProfiles((state) => state.setSecret)
  const [text, setText] = useState('')
  const { busy, error, act } = useAct(errorOf)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    act(async () => {
      await setSecret(profile.id, text, keychain ? 'keychain' : 'memory')
      setText(cleared(text))
    })
  }

  const Icon = profile.hasSecret ? IconKey : IconKeyOff
  return (
    <Section title={t('profiles.secret.title')} hint={t('profiles.secret.hint')}>
      <form className={classes.form} onSubmit={submit}>
        {keychain ? null : <Notice tone="warn">{t('profiles.secret.noKeychain')}</Notice>}
        <p className={classes.state} data-set={profile.hasSecret || undefined}>
          <Icon size={17} stroke={1.75} aria-hidden="true" />
          {t(`profiles.secret.${profile.secretKeptIn}`)}
        </p>
        <div className={classes.row}>
          <PasswordInput
            aria-label={t('profiles.secret.label')}
            placeholder={t('profiles.secret.label')}
            autoComplete="off"
            maxLength={128}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={!online || text === ''} loading={busy}>
            {t(
              !keychain
                ? 'profiles.secret.keepMemory'
                : profile.hasSecret
                  ? 'profiles.secret.replace'
                  : 'profiles.secret.set',
            )}
          </Button>
        </div>
        <ErrorNotice error={error} />
      </form>
    </Section>
  )
}
