import { Select } from '@mantine/core'
import { useTexts } from '../i18n/index.ts'

/** One of several kinds that a list is narrowed to; without a choice it shows every kind. */
export function FilterSelect<T extends string>(props: {
  label: string
  /** What stands there while nothing is chosen. */
  any: string
  options: readonly { readonly value: T; readonly label: string }[]
  value: T | undefined
  onChange: (value: T | undefined) => void
}) {
  const { label, options } = props
  const { t } = useTexts()
  return (
    <Select
      aria-label={label}
      placeholder={props.any}
      data={[...options]}
      clearable
      clearButtonProps={{ 'aria-label': `${t('common.clear')}: ${label}` }}
      value={props.value ?? null}
      onChange={(chosen) => props.onChange(options.find(({ value }) => value === chosen)?.value)}
    />
  )
}
