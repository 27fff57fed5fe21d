import { ActionIcon, Button, Indicator, Popover, Tooltip } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconAdjustmentsHorizontal, IconFilterOff } from '@tabler/icons-react'
import { memo } from 'react'
import { startOfDay, useTexts } from '../../i18n/index.ts'
import { ExportButton } from '../exports/index.ts'
import { FilterHold } from '../retention/index.ts'
import classes from './FilterBar.module.css'
import { FilterChips } from './FilterChips.tsx'
import { FilterForm } from './FilterForm.tsx'
import { dayOf, isFiltering, NO_FILTER, toFilter } from './filter.ts'
import { SavedViews } from './SavedViews.tsx'
import { useHistory } from './store.ts'

const DAY_MS = 86_400_000

/** Narrows the list; words and numbers are searched at the top of every screen. */
export const FilterBar = memo(function FilterBar() {
  const { t } = useTexts()
  const fields = useHistory((state) => state.fields)
  const setFields = useHistory((state) => state.setFields)
  const showView = useHistory((state) => state.showView)
  const filtering = isFiltering(fields)
  const today = startOfDay(Date.now())
  const { period } = fields
  const shown: [string | null, string | null] =
    period.kind === 'days'
      ? [period.from ?? null, period.to ?? null]
      : period.kind === 'last'
        ? [dayOf(today - (period.days - 1) * DAY_MS), dayOf(today)]
        : [null, null]
  const lastDays = (days: number): [string, string] => [dayOf(today - (days - 1) * DAY_MS), dayOf(today)]
  return (
    <search className={classes.bar} aria-label={t('history.title')}>
      <div className={classes.line}>
        <DatePickerInput
          className={classes.period}
          type="range"
          size="xs"
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
          value={shown}
          onChange={([from, to]) => {
            // A period that ends today moves along with the day, also in a saved view.
            const days =
              from === null ? 0 : Math.round((today - new Date(`${from}T00:00`).getTime()) / DAY_MS) + 1
            const moving = to === dayOf(today) && [1, 7, 30].includes(days)
            setFields({
              period:
                from === null && to === null
                  ? { kind: 'any' }
                  : moving
                    ? { kind: 'last', days }
                    : {
                        kind: 'days',
                        ...(from === null ? {} : { from }),
                        ...(to === null ? {} : { to }),
                      },
            })
          }}
        />
        <Popover position="bottom-start" width={340} trapFocus withinPortal>
          <Indicator disabled={!filtering} size={7} offset={3}>
            <Popover.Target>
              <Button
                variant="default"
                size="xs"
                leftSection={<IconAdjustmentsHorizontal size={15} stroke={1.75} aria-hidden="true" />}
              >
                {t('history.filter.more')}
              </Button>
            </Popover.Target>
          </Indicator>
          <Popover.Dropdown>
            <FilterForm />
          </Popover.Dropdown>
        </Popover>
        <SavedViews />
        <ExportButton filter={filtering ? toFilter(fields, Date.now()) : undefined} />
        <FilterHold filter={filtering ? toFilter(fields, Date.now()) : undefined} />
        <Tooltip label={t('history.filter.clear')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('history.filter.clear')}
            disabled={!filtering}
            onClick={() => showView(NO_FILTER)}
          >
            <IconFilterOff size={17} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </div>
      <FilterChips />
    </search>
  )
})
