import { Select } from '@mantine/core'
import type { Profile } from '../../../contract/profiles.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { useTexts } from '../../i18n/index.ts'

/** Which landline of the profile the callee sees. */
export function DisplayField(props: {
  profile: Profile
  chosen: string
  onChange: (number: string) => void
}) {
  const { displayNumbers } = props.profile
  const { t } = useTexts()
  return (
    <Select
      label={t('notify.display')}
      description={t('dial.display.hint')}
      data={displayNumbers.map((number) => ({ value: number, label: groupNumber(number) }))}
      value={displayNumbers.find((number) => number === props.chosen) ?? displayNumbers[0] ?? null}
      onChange={(display) => {
        if (display !== null) props.onChange(display)
      }}
    />
  )
}
