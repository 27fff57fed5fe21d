import { Button, Popover, TextInput } from '@mantine/core'
import { IconUserEdit, IconUserPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { isE164, isSealedNumber } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useContacts } from './store.ts'

/** Gives a number a name, or leads to the contact that it belongs to. */
export function NameButton(props: { number: string | undefined; onOpen: (contactId: string) => void }) {
  const { number } = props
  const { t } = useTexts()
  const known = useContacts((state) => (number === undefined ? undefined : state.names.get(number)))
  const save = useContacts((state) => state.save)
  const { busy, error, act, forget } = useAct(errorOf)
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState('')
  if (number === undefined || !(isE164(number) || isSealedNumber(number))) return null
  if (known !== undefined) {
    return (
      <Button
        variant="default"
        leftSection={<IconUserEdit size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => props.onOpen(known.contactId)}
      >
        {t('contacts.open')}
      </Button>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    act(async () => {
      await save({ id: crypto.randomUUID(), name: name.trim(), company: '', note: '', numbers: [number] })
      setOpened(false)
      setName('')
    })
  }
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      onClose={forget}
      position="bottom-end"
      width={280}
      trapFocus
      withinPortal
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconUserPlus size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => setOpened((before) => !before)}
        >
          {t('contacts.name')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <TextInput
            data-autofocus
            label={t('contacts.field.name')}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <ErrorNotice error={error} />
          <Button type="submit" size="xs" mt={10} loading={busy} disabled={name.trim() === ''}>
            {t('common.save')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
