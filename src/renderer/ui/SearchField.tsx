import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTexts } from '../i18n/index.ts'

/** What a list is searched by; emptied by one press. */
export function SearchField(props: {
  label: string
  value: string
  onChange: (text: string) => void
  className?: string | undefined
}) {
  const { label, value, onChange } = props
  const { t } = useTexts()
  return (
    <TextInput
      className={props.className}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={15} stroke={1.75} aria-hidden="true" />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      rightSection={
        value === '' ? null : (
          <CloseButton size="sm" aria-label={t('common.clear')} onClick={() => onChange('')} />
        )
      }
    />
  )
}
