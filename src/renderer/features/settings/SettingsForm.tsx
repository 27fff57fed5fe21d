import { Button } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import type { Settings } from '../../../contract/settings.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './SettingsView.module.css'
import { useSettings } from './store.ts'

/** A part of the settings that is changed together and kept by a button. */
export function SettingsForm<V extends Record<string, unknown>>(props: {
  form: UseFormReturnType<V>
  toSettings: (values: V) => Settings
  children: ReactNode
}) {
  const { form, toSettings } = props
  const { t } = useTexts()
  const online = useOnline()
  const save = useSettings((state) => state.save)
  const { busy, error, act } = useAct(errorOf)

  const submit = (values: V) =>
    act(async () => {
      await save(toSettings(values))
      form.resetDirty(values)
    })

  return (
    <form className={classes.form} onSubmit={form.onSubmit(submit)} noValidate>
      {props.children}
      <ErrorNotice error={error} />
      <div className={classes.acts}>
        <Button type="submit" disabled={!online || !form.isDirty()} loading={busy}>
          {t('settings.save')}
        </Button>
        {form.isDirty() ? (
          <>
            <Button variant="default" onClick={() => form.reset()}>
              {t('settings.discard')}
            </Button>
            <span className={classes.unsaved}>{t('settings.unsaved')}</span>
          </>
        ) : null}
      </div>
    </form>
  )
}
