import { IconX } from '@tabler/icons-react'
import { outcomeLabel, reasonWords } from '../../../domain/explain/index.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { formatMoment, useTexts } from '../../i18n/index.ts'
import { useAnnotations } from '../annotations/index.ts'
import { useContactName } from '../contacts/index.ts'
import { useProfiles } from '../profiles/index.ts'
import classes from './FilterBar.module.css'
import { serviceWords } from './FilterForm.tsx'
import type { FilterFields } from './filter.ts'
import { useHistory } from './store.ts'

type Chip = { readonly key: string; readonly label: string; readonly without: Partial<FilterFields> }

/** What the list is narrowed by, each to be taken away by itself; and how many calls are left. */
export function FilterChips() {
  const { t, language } = useTexts()
  const fields = useHistory((state) => state.fields)
  const setFields = useHistory((state) => state.setFields)
  const count = useHistory((state) => state.count)
  const searchedTo = useHistory((state) => state.searchedTo)
  const profiles = useProfiles((state) => state.list)
  const codes = useAnnotations((state) => state.codes)
  const name = useContactName(fields.number)
  const agent = useContactName(fields.agent)

  const listed = <K extends 'outcomes' | 'reasons' | 'tags' | 'profileIds' | 'services' | 'wrapUps'>(
    field: K,
    words: (value: string) => string,
  ): Chip[] =>
    fields[field].map((value) => ({
      key: `${field} ${value}`,
      label: words(value),
      without: { [field]: fields[field].filter((other) => other !== value) },
    }))
  const chips: Chip[] = [
    ...(fields.number === undefined
      ? []
      : [{ key: 'number', label: name ?? groupNumber(fields.number), without: { number: undefined } }]),
    ...(fields.agent === undefined
      ? []
      : [{ key: 'agent', label: agent ?? groupNumber(fields.agent), without: { agent: undefined } }]),
    ...fields.outcomes.map((outcome) => ({
      key: outcome,
      label: outcomeLabel(outcome, language),
      without: { outcomes: fields.outcomes.filter((other) => other !== outcome) },
    })),
    ...listed('reasons', (value) => reasonWords(value, language)),
    ...listed('tags', (value) => value),
    ...listed('profileIds', (value) => profiles.find(({ id }) => id === value)?.name ?? value),
    ...listed('services', (value) => serviceWords(value, t)),
    ...listed('wrapUps', (value) => codes.find(({ id }) => id === value)?.label ?? value),
    ...(fields.talkFromMinutes === undefined
      ? []
      : [
          {
            key: 'from',
            label: t('history.chip.talkFrom', { minutes: fields.talkFromMinutes }),
            without: { talkFromMinutes: undefined },
          },
        ]),
    ...(fields.talkToMinutes === undefined
      ? []
      : [
          {
            key: 'to',
            label: t('history.chip.talkTo', { minutes: fields.talkToMinutes }),
            without: { talkToMinutes: undefined },
          },
        ]),
    ...(['recorded', 'reviewed', 'noted'] as const).flatMap((field) =>
      fields[field] === undefined
        ? []
        : [
            {
              key: field,
              label: t(`history.chip.${field}.${fields[field] ? 'yes' : 'no'}`),
              without: { [field]: undefined },
            },
          ],
    ),
  ]
  return (
    <div className={classes.under}>
      {chips.map((chip) => (
        <button
          key={chip.key}
          type="button"
          className={classes.chip}
          aria-label={t('history.chip.remove', { what: chip.label })}
          onClick={() => setFields(chip.without)}
        >
          <span>{chip.label}</span>
          <IconX size={12} stroke={2} aria-hidden="true" />
        </button>
      ))}
      <span className={classes.count} role="status">
        {searchedTo !== undefined
          ? t('history.searchedTo', { time: formatMoment(searchedTo, language) })
          : count === undefined
            ? t('history.counting')
            : t(count.complete ? 'history.count' : 'history.countMore', {
                count: count.calls,
                shown: count.calls.toLocaleString(language),
              })}
      </span>
    </div>
  )
}
