import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import {
  MOST_VALUE_BYTES,
  type Variable,
  valueProblem,
  writeVariable,
} from '../../../domain/template/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { valueWords } from './words.ts'

/** Until typing rests this long, an unfinished value is not called wrong. */
const PAUSE_MS = 500
const EXAMPLES = { TXT: '', NUM: '', DATE: '2026/03/01', TIME: '18:30' } as const

/** A value for one variable, checked as the platform would check it. */
export function ValueField(props: {
  variable: Variable
  number: number
  value: string
  onChange: (value: string) => void
}) {
  const { variable, value } = props
  const { t } = useTexts()
  const [rested] = useDebouncedValue(value, PAUSE_MS)
  const problem = value === '' ? undefined : valueProblem(variable, value)
  const most = 'most' in variable ? Math.min(variable.most, MOST_VALUE_BYTES) : 0
  const wrong = problem !== undefined && rested === value
  return (
    <TextInput
      label={t('templates.trial.label', { number: props.number, variable: writeVariable(variable) })}
      description={wrong ? undefined : t(`templates.trial.${variable.kind}`, { most })}
      error={wrong ? valueWords(problem, t) : undefined}
      placeholder={EXAMPLES[variable.kind]}
      inputMode={variable.kind === 'NUM' ? 'numeric' : 'text'}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}
