import { Button, Textarea, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Contact } from '../../../contract/contacts.ts'
import { explainNumberProblem } from '../../../domain/explain/index.ts'
import { fieldNumber } from '../../../domain/phone/index.ts'
import { parseDialled } from '../../../domain/phone/parse.ts'
import type { E164 } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { fromHere } from '../../ui/go.ts'
import { ROUTES } from '../../ui/routes.ts'
import { showToast } from '../../ui/toast.ts'
import { useAct } from '../../ui/use-act.ts'
import classes from './ContactsView.module.css'
import { useContacts } from './store.ts'

/** One contact as a form; numbers one a line. */
export function ContactEditor(props: {
  id: string
  contact: Contact | undefined
  onCalls: (name: string) => void
}) {
  const { id, contact } = props
  const { t, language } = useTexts()
  const save = useContacts((state) => state.save)
  const remove = useContacts((state) => state.remove)
  const { busy, error, act } = useAct(errorOf)
  const [name, setName] = useState(contact?.name ?? '')
  const [company, setCompany] = useState(contact?.company ?? '')
  const [note, setNote] = useState(contact?.note ?? '')
  const [numbers, setNumbers] = useState(contact?.numbers.map(fieldNumber).join('\n') ?? '')

  const lines = numbers
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const parsed = lines.map((line) => parseDialled(line))
  const wrong = parsed.find((one) => !one.ok)
  const whole = parsed.flatMap((one): E164[] => (one.ok ? [one.number] : []))
  const ready = name.trim() !== '' && whole.length > 0 && wrong === undefined

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    act(async () => {
      await save({ id, name: name.trim(), company: company.trim(), note: note.trim(), numbers: whole })
      showToast(t, { message: t('contacts.saved', { name: name.trim() }) })
    })
  }

  return (
    <form className={classes.editor} onSubmit={submit}>
      <Title order={2} size="h3">
        {contact?.name ?? t('contacts.new')}
      </Title>
      <TextInput
        label={t('contacts.field.name')}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label={t('contacts.field.numbers')}
        description={t('contacts.field.numbersHint')}
        autosize
        minRows={2}
        value={numbers}
        error={
          wrong?.ok === false ? explainNumberProblem(wrong.reason, wrong.params, language).message : undefined
        }
        onChange={(event) => setNumbers(event.currentTarget.value)}
      />
      <TextInput
        label={t('contacts.field.company')}
        maxLength={100}
        value={company}
        onChange={(event) => setCompany(event.currentTarget.value)}
      />
      <Textarea
        label={t('contacts.field.note')}
        autosize
        minRows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <ErrorNotice error={error} />
      <div className={classes.actions}>
        <Button type="submit" loading={busy} disabled={!ready}>
          {t('common.save')}
        </Button>
        {contact === undefined ? null : (
          <>
            <Button variant="default" onClick={() => props.onCalls(contact.name)}>
              {t('contacts.calls')}
            </Button>
            <Button
              variant="subtle"
              color="red"
              onClick={() =>
                act(async () => {
                  const goOn = fromHere()
                  await remove(contact.id)
                  goOn(ROUTES.contacts)
                  showToast(t, {
                    message: t('contacts.removed', { name: contact.name }),
                  })
                })
              }
            >
              {t('contacts.remove')}
            </Button>
          </>
        )}
      </div>
    </form>
  )
}
