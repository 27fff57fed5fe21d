import { ActionIcon, MultiSelect, Tooltip } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconFilterOff } from '@tabler/icons-react'
import { CallOutcome } from '../../../contract/calls.ts'
import { outcomeLabel } from '../../../domain/explain/index.ts'
import { startOfDay, useTexts } from '../../i18n/index.ts'
import classes from './FilterBar.module.css'
import { dayOf, isFiltering, NO_FILTER } from './filter.ts'
import { useHistory } from './store.ts'

const DAY_MS = 86_400_000

/** Narrows the list by a period and by outcomes; the number is searched at the top of every screen. */
export function FilterBar() {
  const { t, language } = useTexts()
  const fields = useHistory((state) => state.fields)
  const setFields = useHistory((state) => state.setFields)
  const today = startOfDay(Date.now())
  const lastDays = (days: number): [string, string] => [dayOf(today - (days - 1) * DAY_MS), dayOf(today)]
  return (
    <search className={classes.bar} aria-label={t('history.title')}>
      <DatePickerInput
        type="range"
        allowSingleDateInRange
        clearable
        aria-label={t('history.filter.dates')}
        placeholder={t('history.filter.datesAny')}
        valueFormat="YYYY-MM-DD"
        presets={[
          { value: lastDays(1), label: t('history.filter.today') },
          { value: lastDays(7), label: t('history.filter.week') },
          { value: lastDays(30), label: t('history.filter.month') },
        ]}
        value={[fields.fromDay ?? null, fields.toDay ?? null]}
        onChange={([from, to]) => setFields({ fromDay: from ?? undefined, toDay: to ?? undefined })}
      />
      <MultiSelect
        aria-label={t('history.filter.outcomes')}
        placeholder={fields.outcomes.length === 0 ? t('history.filter.outcomesAny') : ''}
        data={CallOutcome.options.map((outcome) => ({
          value: outcome,
          label: outcomeLabel(outcome, language),
        }))}
        value={[...fields.outcomes]}
        onChange={(values) =>
          setFields({ outcomes: CallOutcome.options.filter((outcome) => values.includes(outcome)) })
        }
        searchable={false}
      />
      <Tooltip label={t('history.filter.clear')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('history.filter.clear')}
          disabled={!isFiltering(fields)}
          onClick={() => setFields(NO_FILTER)}
        >
          <IconFilterOff size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </search>
  )
}
