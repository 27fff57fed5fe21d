import { Button, Modal, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { Profile } from '../../../contract/profiles.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { fromHere } from '../../ui/go.ts'
import { ROUTES } from '../../ui/routes.ts'
import { useAct } from '../../ui/use-act.ts'
import classes from './RemoveProfile.module.css'
import { useProfiles } from './store.ts'

/** Removal cannot be undone, so the name of the profile is asked for. */
export function RemoveProfile(props: { profile: Profile }) {
  const { profile } = props
  const { t } = useTexts()
  const online = useOnline()
  const remove = useProfiles((state) => state.remove)
  const [opened, setOpened] = useState(false)
  const [typed, setTyped] = useState('')
  const { busy, error, act, forget } = useAct(errorOf)

  const close = () => {
    setOpened(false)
    setTyped('')
    forget()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() !== profile.name) return
    const goOn = fromHere()
    act(async () => {
      await remove(profile.id)
      goOn(ROUTES.profiles)
    })
  }

  return (
    <div className={classes.zone}>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {t('profiles.remove.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('profiles.remove.title', { name: profile.name })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <form className={classes.form} onSubmit={submit}>
          <p>{t('profiles.remove.text')}</p>
          <TextInput
            data-autofocus
            label={t('profiles.remove.confirmLabel')}
            placeholder={profile.name}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <ErrorNotice error={error} />
          <div className={classes.acts}>
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              color="red"
              loading={busy}
              disabled={!online || typed.trim() !== profile.name}
            >
              {t('profiles.remove.act')}
            </Button>
          </div>
        </form>
      </Modal>
    </div>
  )
}
