import { Button, CloseButton, PasswordInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type FormEvent, useState } from 'react'
import { isHeaderName, TargetFields, type UploadTarget } from '../../../contract/uploads.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { cleared } from '../../ui/cleared.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useHostInfo } from '../../ui/host-info.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useUploads } from './store.ts'
import classes from './UploadTargetSection.module.css'

/** Where prompts are uploaded to, and with which headers. */
export function UploadTargetSection() {
  const { t } = useTexts()
  const { target, error, load } = useUploads((state) => state)
  if (target === undefined && error !== undefined) return <ErrorState error={error} onRetry={() => load()} />
  if (target === undefined) return <ListSkeleton rows={4} height={56} label={t('common.loading')} />
  return (
    <>
      <Section title={t('uploads.title')} hint={t('uploads.hint')}>
        {target.halted ? <Notice tone="bad">{t('uploads.halted')}</Notice> : null}
        <TargetForm key={target.fields?.address ?? ''} target={target} />
      </Section>
      {target.fields === undefined ? null : (
        <Section title={t('uploads.headers.title')} hint={t('uploads.headers.hint')}>
          <Headers target={target} />
        </Section>
      )}
    </>
  )
}

const EMPTY: TargetFields = { address: '', way: 'put', field: 'file' }

function TargetForm(props: { target: UploadTarget }) {
  const { fields } = props.target
  const { t } = useTexts()
  const online = useOnline()
  const save = useUploads((state) => state.save)
  const remove = useUploads((state) => state.remove)
  const test = useUploads((state) => state.test)
  const { busy, error, act } = useAct(errorOf)
  const [known, setKnown] = useState<number>()
  const form = useForm<TargetFields>({
    initialValues: fields ?? EMPTY,
    validateInputOnBlur: true,
    validate: {
      address: (address) =>
        TargetFields.shape.address.safeParse(address.trim()).success ? null : t('uploads.addressProblem'),
      field: (field) =>
        TargetFields.shape.field.safeParse(field).success ? null : t('uploads.fieldProblem'),
    },
  })
  const submit = (values: TargetFields) =>
    act(async () => {
      setKnown(undefined)
      const trimmed = { ...values, address: values.address.trim() }
      await save(trimmed)
      form.resetDirty(values)
    })
  return (
    <form className={classes.fields} onSubmit={form.onSubmit(submit)} noValidate>
      <TextInput
        label={t('uploads.address')}
        description={t('uploads.addressHint')}
        placeholder="https://files.example.com/voice"
        spellCheck={false}
        {...form.getInputProps('address')}
      />
      <Select
        label={t('uploads.way.label')}
        data={(['put', 'form'] as const).map((way) => ({ value: way, label: t(`uploads.way.${way}`) }))}
        {...form.getInputProps('way')}
      />
      {form.values.way === 'form' ? (
        <TextInput label={t('uploads.field')} spellCheck={false} {...form.getInputProps('field')} />
      ) : null}
      <ErrorNotice error={error} />
      {known === undefined ? null : (
        <Notice tone="good" role="status">
          {t('uploads.test.good', { count: known })}
        </Notice>
      )}
      <div className={classes.acts}>
        <Button type="submit" disabled={!online || !form.isDirty()} loading={busy}>
          {t('uploads.save')}
        </Button>
        {fields === undefined ? null : (
          <>
            <Button
              variant="default"
              disabled={!online || form.isDirty()}
              loading={busy}
              onClick={() =>
                act(async () => {
                  setKnown(undefined)
                  setKnown(await test())
                })
              }
            >
              {t('uploads.test.act')}
            </Button>
            <Button variant="subtle" color="red" disabled={!online} onClick={() => act(remove)}>
              {t('uploads.remove')}
            </Button>
          </>
        )}
      </div>
    </form>
  )
}

/** Values can be set and removed, never read back. What was typed is forgotten here as soon as it is kept. */
function Headers(props: { target: UploadTarget }) {
  const { headers } = props.target
  const { t } = useTexts()
  const online = useOnline()
  const keychain = useHostInfo()?.keychain !== false
  const setHeader = useUploads((state) => state.setHeader)
  const removeHeader = useUploads((state) => state.removeHeader)
  const { busy, error, act } = useAct(errorOf)
  const [name, setName] = useState(headers.length === 0 ? 'Authorization' : '')
  const [value, setValue] = useState('')
  const wrong = name !== '' && !isHeaderName(name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act(async () => {
      await setHeader(name, value, keychain ? 'keychain' : 'memory')
      setName(cleared(name))
      setValue(cleared(value))
    })
  }
  return (
    <>
      {headers.length === 0 ? (
        <p className={classes.quiet}>{t('uploads.headers.none')}</p>
      ) : (
        <ul className={classes.headers}>
          {headers.map((header) => (
            <li key={header.name} className={classes.header}>
              <strong>{header.name}</strong>
              <span>{t(`uploads.headers.${header.keptIn}`)}</span>
              <CloseButton
                size="sm"
                disabled={!online}
                aria-label={t('uploads.headers.remove', { name: header.name })}
                onClick={() => act(() => removeHeader(header.name))}
              />
            </li>
          ))}
        </ul>
      )}
      <form className={classes.row} onSubmit={submit} noValidate>
        <TextInput
          label={t('uploads.headers.name')}
          error={wrong ? t('uploads.headers.nameProblem') : undefined}
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('uploads.headers.value')}
          autoComplete="off"
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          loading={busy}
          disabled={!online || name === '' || wrong || value === ''}
        >
          {t(keychain ? 'uploads.headers.set' : 'uploads.headers.setMemory')}
        </Button>
      </form>
      <ErrorNotice error={error} />
    </>
  )
}
