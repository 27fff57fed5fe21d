import { NumberInput, Select, Switch, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { ProfileId } from '../../../domain/values.ts'
import { type Translate, useTexts } from '../../i18n/index.ts'
import classes from './OptionFields.module.css'
import { PromptField } from './PromptField.tsx'
import { type DialFields, optionsOf, wrongPrompts } from './request.ts'
import { useDial } from './store.ts'

/** The options of a callback, folded to one line that says what is set (voice-call.md §1). */
export function OptionFields(props: { profileId: ProfileId }) {
  const { t } = useTexts()
  const id = useId()
  const fields = useDial((state) => state.fields)
  const set = useDial((state) => state.set)
  const wrong = wrongPrompts(fields)
  const [opened, setOpened] = useState(false)
  const shown = opened || wrong.length > 0

  const prompt = (field: 'recordHintTone' | 'lastMinVoice' | 'preVoice' | 'waitVoice', label: string) => (
    <PromptField
      label={label}
      profileId={props.profileId}
      value={fields[field]}
      wrong={wrong.includes(field)}
      onChange={(name) => set({ [field]: name })}
    />
  )

  return (
    <div className={classes.options}>
      <UnstyledButton
        className={classes.head}
        aria-expanded={shown}
        aria-controls={id}
        onClick={() => setOpened(!shown)}
      >
        <IconChevronDown size={16} stroke={1.75} className={classes.mark} aria-hidden="true" />
        <span>{t('dial.options.title')}</span>
        <span className={classes.summary}>{summary(fields, t)}</span>
      </UnstyledButton>
      <div id={id} className={classes.body} hidden={!shown}>
        <Switch
          label={t('dial.options.record')}
          description={t('dial.options.recordHint')}
          checked={fields.record}
          onChange={(event) => set({ record: event.currentTarget.checked })}
        />
        {fields.record ? prompt('recordHintTone', t('dial.options.recordTone')) : null}
        <NumberInput
          label={t('dial.options.limit')}
          description={t('dial.options.limitHint')}
          min={0}
          max={1440}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          value={fields.maxDurationMinutes}
          onChange={(value) => set({ maxDurationMinutes: typeof value === 'number' ? value : 0 })}
        />
        {fields.maxDurationMinutes > 0 ? (
          <>
            {prompt('lastMinVoice', t('dial.options.lastMin'))}
            <Select
              label={t('dial.options.lastMinTo')}
              data={[
                { value: 'both', label: t('dial.options.lastMinBoth') },
                { value: 'toa', label: t('dial.options.lastMinA') },
                { value: 'tob', label: t('dial.options.lastMinB') },
              ]}
              value={fields.lastMinTo}
              onChange={(value) => {
                if (value === 'both' || value === 'toa' || value === 'tob') set({ lastMinTo: value })
              }}
            />
          </>
        ) : null}
        <Switch
          label={t('dial.options.preVoiceOn')}
          checked={fields.playPreVoice}
          onChange={(event) => set({ playPreVoice: event.currentTarget.checked })}
        />
        {fields.playPreVoice ? prompt('preVoice', t('dial.options.preVoice')) : null}
        {prompt('waitVoice', t('dial.options.waitVoice'))}
        <Select
          label={t('dial.options.media')}
          data={[
            { value: 'all', label: t('dial.options.mediaAll') },
            { value: 'none', label: t('dial.options.mediaNone') },
            { value: 'fail', label: t('dial.options.mediaFail') },
          ]}
          value={fields.calleeMedia}
          onChange={(value) => {
            if (value === 'all' || value === 'none' || value === 'fail') set({ calleeMedia: value })
          }}
        />
      </div>
    </div>
  )
}

function summary(fields: DialFields, t: Translate): string {
  const options = optionsOf(fields)
  const prompts = [options.recordHintTone, options.lastMinVoice, options.preVoice, options.waitVoice].filter(
    (name) => name !== undefined,
  ).length
  const parts = [
    ...(options.record ? [t('dial.options.summaryRecord')] : []),
    ...(options.maxDurationMinutes > 0
      ? [t('dial.options.summaryLimit', { count: options.maxDurationMinutes })]
      : []),
    ...(prompts > 0 ? [t('dial.options.summaryPrompts', { count: prompts })] : []),
  ]
  return parts.length === 0 ? t('dial.options.none') : parts.join(' · ')
}
