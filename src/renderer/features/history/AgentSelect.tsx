import { Select } from '@mantine/core'
import { useState } from 'react'
import { groupNumber } from '../../../domain/phone/index.ts'
import { parseDialled } from '../../../domain/phone/parse.ts'
import { isE164, isSealedNumber } from '../../../domain/values.ts'
import { useTexts } from '../../i18n/index.ts'
import { useContacts } from '../contacts/index.ts'
import { useProfiles } from '../profiles/index.ts'
import { useHistory } from './store.ts'

/** Whose calls: the own numbers of the profiles are offered, any other may be typed. */
export function AgentSelect() {
  const { t } = useTexts()
  const agent = useHistory((state) => state.fields.agent)
  const setFields = useHistory((state) => state.setFields)
  const profiles = useProfiles((state) => state.list)
  const names = useContacts((state) => state.names)
  const [typed, setTyped] = useState('')
  const parsed = parseDialled(typed)
  const numbers = new Set(
    [agent, ...profiles.map(({ ownNumber }) => ownNumber), parsed.ok ? parsed.number : undefined].flatMap(
      (number) => number ?? [],
    ),
  )
  return (
    <Select
      size="xs"
      comboboxProps={{ withinPortal: false }}
      openOnFocus={false}
      label={t('history.filter.agent')}
      placeholder={t('history.filter.agentPlaceholder')}
      searchable
      clearable
      nothingFoundMessage={t('history.filter.agentNone')}
      searchValue={typed}
      onSearchChange={setTyped}
      data={[...numbers].map((value) => ({
        value,
        label: [groupNumber(value), names.get(value)?.name].filter(Boolean).join(' '),
      }))}
      filter={({ options, search }) => {
        const digits = search.replace(/\D/g, '')
        return options.filter(
          (option) =>
            'value' in option &&
            (option.label.includes(search.trim()) || (digits !== '' && option.value.includes(digits))),
        )
      }}
      value={agent ?? null}
      onChange={(value) =>
        setFields({
          agent: value !== null && (isE164(value) || isSealedNumber(value)) ? value : undefined,
        })
      }
    />
  )
}
