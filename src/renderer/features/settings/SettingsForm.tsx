import { Button } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { type ReactNode, useState } from 'react'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Settings } from '../../../contract/settings.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { Notice } from '../../ui/Notice.tsx'
import classes from './SettingsView.module.css'
import { useSettings } from './store.ts'

/** A part of the settings that is changed together and kept by a button. */
export function SettingsForm<V extends Record<string, unknown>>(props: {
  form: UseFormReturnType<V>
  toSettings: (values: V) => Settings
  children: ReactNode
}) {
  const { form, toSettings } = props
  const { t, language } = useTexts()
  const online = useOnline()
  const save = useSettings((state) => state.save)
  const [error, setError] = useState<ErrorData>()
  const [busy, setBusy] = useState(false)

  const submit = async (values: V) => {
    setBusy(true)
    setError(undefined)
    try {
      await save(toSettings(values))
      form.resetDirty(values)
    } catch (thrown) {
      setError(errorOf(thrown, language))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className={classes.form} onSubmit={form.onSubmit(submit)} noValidate>
      {props.children}
      {error === undefined ? null : (
        <Notice tone="bad" title={error.message} role="alert">
          {error.remedy}
        </Notice>
      )}
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
