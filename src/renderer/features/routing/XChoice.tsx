import { Select } from '@mantine/core'
import type { Profile } from '../../../contract/profiles.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { parseDialled } from '../../../domain/phone/parse.ts'
import { useTexts } from '../../i18n/index.ts'
import { NumberField } from '../dial/index.ts'

/** One of the private numbers of a profile; typed where the profile names none. */
export function XChoice(props: {
  profile: Profile
  label: string
  hint?: string
  value: string
  /** Whether "any" is no answer. */
  required?: boolean
  onChange: (x: string) => void
}) {
  const { profile, value } = props
  const { t } = useTexts()
  const parsed = parseDialled(value)
  const chosen = parsed.ok ? groupNumber(parsed.number) : value
  const pool = (profile.privateNumbers ?? []).map(groupNumber)
  if (pool.length === 0) {
    return <NumberField label={props.label} hint={props.hint} value={value} onChange={props.onChange} />
  }
  const data = chosen === '' || pool.includes(chosen) ? pool : [...pool, chosen]
  return (
    <Select
      label={props.label}
      description={props.hint}
      data={data}
      placeholder={t(props.required === true ? 'routing.try.chooseX' : 'routing.any.x')}
      searchable
      clearable={props.required !== true}
      clearButtonProps={{ 'aria-label': `${t('common.clear')}: ${props.label}` }}
      value={chosen === '' ? null : chosen}
      onChange={(x) => props.onChange(x ?? '')}
    />
  )
}
