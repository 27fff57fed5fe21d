import { Button, Popover, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Profile } from '../../../contract/profiles.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { showToast } from '../../ui/toast.ts'
import { useAct } from '../../ui/use-act.ts'
import classes from './Forms.module.css'
import { bodyOf, type Tab } from './fields.ts'
import { useNotify } from './store.ts'

/** Forms kept under a name: one is taken into the fields, or the fields are kept. A number or code is never kept. */
export function SavedForms(props: { tab: Tab; profile: Profile }) {
  const { tab, profile } = props
  const { t } = useTexts()
  const { forms, notification, code, takeForm, saveForm, removeForm } = useNotify((state) => state)
  const [chosen, setChosen] = useState<string | null>(null)
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const { busy, error, act } = useAct(errorOf)
  const fitting = forms.filter(
    (form) => form.body.kind === tab && (form.profileId === undefined || form.profileId === profile.id),
  )
  const body = bodyOf(tab, notification, code)
  const current = fitting.find(({ id }) => id === chosen)
  const save = () =>
    act(async () => {
      if (body === undefined || name.trim() === '') return
      await saveForm(name.trim(), body, profile.id)
      setNaming(false)
      showToast(t, { message: t('notify.forms.saved', { name: name.trim() }) })
    })
  if (fitting.length === 0 && body === undefined) return null
  return (
    <div>
      <div className={classes.saved}>
        <Select
          label={t('notify.forms.label')}
          placeholder={t(fitting.length === 0 ? 'notify.forms.none' : 'notify.forms.placeholder')}
          disabled={fitting.length === 0}
          data={fitting.map((form) => ({ value: form.id, label: form.name }))}
          value={current?.id ?? null}
          onChange={(value) => {
            const form = fitting.find(({ id }) => id === value)
            setChosen(value)
            if (form === undefined) return
            setName(form.name)
            takeForm(form)
          }}
        />
        <Popover opened={naming} onChange={setNaming} position="bottom-end" width={300} trapFocus>
          <Popover.Target>
            <Button variant="default" disabled={body === undefined} onClick={() => setNaming(!naming)}>
              {t('notify.forms.save')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <TextInput
              label={t('notify.forms.name')}
              description={t('notify.forms.nameHint')}
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button mt="sm" fullWidth disabled={name.trim() === ''} loading={busy} onClick={save}>
              {t('notify.forms.keep')}
            </Button>
          </Popover.Dropdown>
        </Popover>
        {current === undefined ? null : (
          <Button
            variant="default"
            onClick={() =>
              act(async () => {
                await removeForm(current.id)
                setChosen(null)
                showToast(t, { message: t('notify.forms.removed', { name: current.name }) })
              })
            }
          >
            {t('notify.forms.remove')}
          </Button>
        )}
      </div>
      <ErrorNotice error={error} />
    </div>
  )
}
