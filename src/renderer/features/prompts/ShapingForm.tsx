import { Select, Stack, Switch } from '@mantine/core'
import type { Shaping } from '../../../contract/prompts.ts'
import { useTexts } from '../../i18n/index.ts'

const LEVELS = [-15, -17, -19, -22, -25, -30] as const
const KEEP = 'keep'

/** What is done to a sound: its level, and the silence at its ends. */
export function ShapingForm(props: { shaping: Shaping; onChange: (shaping: Shaping) => void }) {
  const { levelDbm0, trim } = props.shaping
  const { t } = useTexts()
  const levels =
    levelDbm0 === undefined || LEVELS.some((one) => one === levelDbm0) ? LEVELS : [levelDbm0, ...LEVELS]
  return (
    <Stack gap="sm">
      <Select
        label={t('prompts.shaping.level')}
        description={
          levelDbm0 === undefined || levelDbm0 > -22
            ? t('prompts.shaping.levelHint')
            : t('prompts.shaping.music')
        }
        data={[
          ...levels.map((level) => ({
            value: String(level),
            label: t('prompts.shaping.levelValue', { level: String(level).replace('-', '−') }),
          })),
          { value: KEEP, label: t('prompts.shaping.levelKeep') },
        ]}
        value={levelDbm0 === undefined ? KEEP : String(levelDbm0)}
        onChange={(value) =>
          props.onChange(value === KEEP || value === null ? { trim } : { levelDbm0: Number(value), trim })
        }
        comboboxProps={{ withinPortal: false }}
      />
      <Switch
        label={t('prompts.shaping.trim')}
        checked={trim}
        onChange={(event) => props.onChange({ ...props.shaping, trim: event.currentTarget.checked })}
      />
    </Stack>
  )
}
