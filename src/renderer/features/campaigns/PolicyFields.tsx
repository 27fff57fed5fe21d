import { ActionIcon, Button, Chip, MultiSelect, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type CampaignFields, RetryReason } from '../../../contract/campaigns.ts'
import { outcomeLabel } from '../../../domain/explain/index.ts'
import { type Language, type Translate, useTexts } from '../../i18n/index.ts'
import { Section } from '../../ui/Section.tsx'
import classes from './CampaignsView.module.css'

type Props = { fields: CampaignFields; onChange: (change: Partial<CampaignFields>) => void }

/** How fast, at which hours, how often again, what keys do, and how often one callee may be called at all. */
export function PolicyFields(props: Props) {
  return (
    <div className={classes.two}>
      <Pace {...props} />
      <Hours {...props} />
      <Retry {...props} />
      <Rules {...props} />
    </div>
  )
}

/** Also while it runs. */
export function Pace({ fields, onChange }: Props) {
  const { t } = useTexts()
  const { pace, advice } = fields
  return (
    <Section title={t('campaigns.pace.title')} hint={t('campaigns.pace.hint')}>
      <div className={classes.pair}>
        <NumberInput
          label={t('campaigns.pace.perSecond')}
          min={0.05}
          max={50}
          step={0.5}
          decimalScale={2}
          clampBehavior="strict"
          value={pace.perSecond}
          onChange={(value) => {
            if (typeof value === 'number' && value >= 0.05) onChange({ pace: { ...pace, perSecond: value } })
          }}
        />
        <Whole
          label={t('campaigns.pace.concurrency')}
          min={1}
          max={1000}
          value={pace.concurrency}
          onChange={(concurrency) => onChange({ pace: { ...pace, concurrency } })}
        />
        <Whole
          label={t('campaigns.pace.in24Hours')}
          min={1}
          max={100}
          value={advice.in24Hours}
          onChange={(in24Hours) => onChange({ advice: { ...advice, in24Hours } })}
        />
        <Whole
          label={t('campaigns.pace.in30Days')}
          min={1}
          max={1000}
          value={advice.in30Days}
          onChange={(in30Days) => onChange({ advice: { ...advice, in30Days } })}
        />
      </div>
      <p className={classes.quiet}>{t('campaigns.pace.advice')}</p>
    </Section>
  )
}

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const

/** Also while it runs. */
export function Hours({ fields, onChange }: Props) {
  const { t } = useTexts()
  const [first] = fields.hours
  const always = first === undefined
  const set = (change: Partial<NonNullable<typeof first>>) => {
    if (first !== undefined) onChange({ hours: [{ ...first, ...change }, ...fields.hours.slice(1)] })
  }
  return (
    <Section title={t('campaigns.hours.title')} hint={t('campaigns.hours.hint')}>
      <div className={classes.fields}>
        <Switch
          label={t('campaigns.hours.limit')}
          checked={!always}
          onChange={(event) =>
            onChange({
              hours: event.currentTarget.checked
                ? [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '20:00' }]
                : [],
            })
          }
        />
        {first === undefined ? null : (
          <>
            <Chip.Group
              multiple
              value={first.days.map(String)}
              onChange={(days) => {
                if (days.length > 0) set({ days: days.map(Number).sort((one, other) => one - other) })
              }}
            >
              <div className={classes.acts}>
                {WEEK.map((day) => (
                  <Chip key={day} value={String(day)} size="sm">
                    {t(`campaigns.hours.day.d${day}`)}
                  </Chip>
                ))}
              </div>
            </Chip.Group>
            <div className={classes.pair}>
              <TextInput
                type="time"
                label={t('campaigns.hours.from')}
                value={first.from}
                onChange={(event) => {
                  const from = event.currentTarget.value
                  if (from !== '' && from < first.to) set({ from })
                }}
              />
              <TextInput
                type="time"
                label={t('campaigns.hours.to')}
                value={first.to}
                onChange={(event) => {
                  const to = event.currentTarget.value
                  if (to > first.from) set({ to })
                }}
              />
            </div>
          </>
        )}
      </div>
    </Section>
  )
}

const reasonLabel = (reason: RetryReason, language: Language, t: Translate): string =>
  reason === 'noDigits' ? t('campaigns.retry.noDigits') : outcomeLabel(reason, language)

const USUAL_MINUTES = 30

function Retry({ fields, onChange }: Props) {
  const { t, language } = useTexts()
  const { retry } = fields
  const chosen = RetryReason.options.filter((reason) => retry.afterMinutes[reason] !== undefined)
  return (
    <Section title={t('campaigns.retry.title')} hint={t('campaigns.retry.hint')}>
      <div className={classes.fields}>
        <div className={classes.pair}>
          <Whole
            label={t('campaigns.retry.attempts')}
            min={1}
            max={10}
            value={retry.attempts}
            onChange={(attempts) => onChange({ retry: { ...retry, attempts } })}
          />
        </div>
        {retry.attempts === 1 ? null : (
          <>
            <MultiSelect
              label={t('campaigns.retry.reasons')}
              data={RetryReason.options.map((value) => ({ value, label: reasonLabel(value, language, t) }))}
              value={chosen}
              onChange={(reasons) =>
                onChange({
                  retry: {
                    ...retry,
                    afterMinutes: Object.fromEntries(
                      reasons.map((reason) => [
                        reason,
                        retry.afterMinutes[RetryReason.parse(reason)] ?? USUAL_MINUTES,
                      ]),
                    ),
                  },
                })
              }
            />
            <div className={classes.pair}>
              {chosen.map((reason) => (
                <Whole
                  key={reason}
                  label={t('campaigns.retry.after', { reason: reasonLabel(reason, language, t) })}
                  min={1}
                  max={10_080}
                  value={retry.afterMinutes[reason] ?? USUAL_MINUTES}
                  onChange={(minutes) =>
                    onChange({
                      retry: { ...retry, afterMinutes: { ...retry.afterMinutes, [reason]: minutes } },
                    })
                  }
                />
              ))}
            </div>
          </>
        )}
      </div>
    </Section>
  )
}

function Rules({ fields, onChange }: Props) {
  const { t } = useTexts()
  const { rules } = fields
  const set = (at: number, change: Partial<CampaignFields['rules'][number]>) =>
    onChange({ rules: rules.map((rule, place) => (place === at ? { ...rule, ...change } : rule)) })
  return (
    <Section title={t('campaigns.rules.title')} hint={t('campaigns.rules.hint')}>
      <div className={classes.fields}>
        {rules.map((rule, at) => (
          // A rule is its place: the first that fits counts.
          // biome-ignore lint/suspicious/noArrayIndexKey: as said above
          <div key={at} className={classes.line}>
            <TextInput
              label={t('campaigns.rules.digits')}
              inputMode="numeric"
              maxLength={32}
              value={rule.digits}
              onChange={(event) => {
                const digits = event.currentTarget.value.replace(/[^0-9]/g, '')
                if (digits !== '') set(at, { digits })
              }}
            />
            <TextInput
              label={t('campaigns.rules.tag')}
              maxLength={40}
              value={rule.tag ?? ''}
              onChange={(event) => {
                const { tag: _tag, ...rest } = rule
                const tag = event.currentTarget.value
                onChange({
                  rules: rules.map((one, place) =>
                    place === at ? (tag.trim() === '' ? rest : { ...rest, tag }) : one,
                  ),
                })
              }}
            />
            <Select
              label={t('campaigns.rules.next')}
              data={[
                { value: 'no', label: t('campaigns.rules.nothing') },
                { value: 'yes', label: t('campaigns.rules.callBack') },
              ]}
              value={rule.callBack ? 'yes' : 'no'}
              onChange={(value) => set(at, { callBack: value === 'yes' })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('campaigns.rules.remove', { digits: rule.digits })}
              onClick={() => onChange({ rules: rules.filter((_, place) => place !== at) })}
            >
              <IconTrash size={16} stroke={1.75} />
            </ActionIcon>
          </div>
        ))}
        {rules.length < 20 ? (
          <Button
            variant="default"
            size="sm"
            w="fit-content"
            leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() =>
              onChange({ rules: [...rules, { digits: String(rules.length + 1).slice(-1), callBack: false }] })
            }
          >
            {t('campaigns.rules.add')}
          </Button>
        ) : null}
      </div>
    </Section>
  )
}

function Whole(props: {
  label: string
  min: number
  max: number
  value: number
  onChange: (value: number) => void
}) {
  return (
    <NumberInput
      label={props.label}
      min={props.min}
      max={props.max}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="strict"
      value={props.value}
      onChange={(value) => {
        if (typeof value === 'number' && value >= props.min) props.onChange(value)
      }}
    />
  )
}
