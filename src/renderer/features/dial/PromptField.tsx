import { Autocomplete } from '@mantine/core'
import type { ProfileId } from '../../../domain/values.ts'
import { formatDuration, useTexts } from '../../i18n/index.ts'
import { passedPrompts, standingOf, usePrompts } from '../prompts/index.ts'

/**
 * The name of a prompt. Those that passed at the account of the profile are offered; any other name can be
 * typed, since prompts may have come onto the platform without this application, but is warned of.
 */
export function PromptField(props: {
  label: string
  profileId: ProfileId
  value: string
  wrong: boolean
  onChange: (name: string) => void
}) {
  const { profileId, value } = props
  const { t } = useTexts()
  const prompts = usePrompts((state) => state.prompts)
  const passed = passedPrompts(prompts.values(), profileId)
  const lengths = new Map(passed.map(({ name, version }) => [name, version.seconds]))
  const name = value.trim()
  const standing = name === '' || props.wrong ? 'passed' : standingOf(prompts.values(), name, profileId)
  return (
    <Autocomplete
      label={props.label}
      placeholder={t('dial.options.prompt')}
      description={standing === 'passed' ? undefined : t(`dial.options.promptStanding.${standing}`)}
      error={props.wrong ? t('dial.options.promptProblem') : undefined}
      data={passed.map((prompt) => prompt.name)}
      renderOption={({ option }) => (
        <>
          {option.value} · {formatDuration((lengths.get(option.value) ?? 0) * 1000)}
        </>
      )}
      comboboxProps={{ shadow: 'md' }}
      spellCheck={false}
      value={value}
      onChange={props.onChange}
    />
  )
}
