import { MultiSelect, NumberInput, Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import { CallOutcome } from '../../../contract/calls.ts'
import { outcomeLabel, reasonWords } from '../../../domain/explain/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useAnnotations } from '../annotations/index.ts'
import { useProfiles } from '../profiles/index.ts'
import { AgentSelect } from './AgentSelect.tsx'
import classes from './FilterBar.module.css'
import { useHistory } from './store.ts'
import { type Facets, useFacets } from './use-facets.ts'

const TYPING_PAUSE_MS = 350
/**
 * A list outside of the form would close it: a press there counts as one beside the form. And one that opens by
 * itself covers the fields below.
 */
const LIST = { comboboxProps: { withinPortal: false }, openOnFocus: false } as const

/** Everything else that a call can be told by. Values that never occurred are not offered. */
export function FilterForm() {
  const { t, language } = useTexts()
  const fields = useHistory((state) => state.fields)
  const setFields = useHistory((state) => state.setFields)
  const profiles = useProfiles((state) => state.list)
  const tagNames = useAnnotations((state) => state.tagNames)
  const codes = useAnnotations((state) => state.codes)
  const facets = useFacets()
  const reasons = facetValues(facets, 'reasons', fields.reasons)
  const services = facetValues(facets, 'services', fields.services)
  return (
    <div className={classes.form}>
      <MultiSelect
        data-autofocus
        size="xs"
        {...LIST}
        label={t('history.filter.outcomes')}
        searchable
        data={CallOutcome.options.map((outcome) => ({
          value: outcome,
          label: outcomeLabel(outcome, language),
        }))}
        value={fields.outcomes}
        onChange={(values) =>
          setFields({ outcomes: CallOutcome.options.filter((outcome) => values.includes(outcome)) })
        }
      />
      <MultiSelect
        size="xs"
        {...LIST}
        label={t('history.filter.reasons')}
        searchable
        data={reasons.map((value) => ({ value, label: reasonWords(value, language) }))}
        value={fields.reasons}
        onChange={(values) => setFields({ reasons: values })}
      />
      <MultiSelect
        size="xs"
        {...LIST}
        label={t('history.filter.tags')}
        searchable
        data={[...new Set([...tagNames, ...fields.tags])]}
        value={fields.tags}
        onChange={(tags) => setFields({ tags })}
      />
      <MultiSelect
        size="xs"
        {...LIST}
        label={t('history.filter.profiles')}
        data={profiles.map(({ id, name }) => ({ value: id, label: name }))}
        value={fields.profileIds}
        onChange={(values) =>
          setFields({ profileIds: profiles.map(({ id }) => id).filter((id) => values.includes(id)) })
        }
      />
      <AgentSelect />
      <MultiSelect
        size="xs"
        {...LIST}
        label={t('history.filter.services')}
        data={services.map((value) => ({ value, label: serviceWords(value, t) }))}
        value={fields.services}
        onChange={(values) => setFields({ services: values })}
      />
      {codes.length === 0 ? null : (
        <MultiSelect
          size="xs"
          {...LIST}
          label={t('annotations.wrapUp.label')}
          data={codes.map(({ id, label }) => ({ value: id, label }))}
          value={fields.wrapUps}
          onChange={(wrapUps) => setFields({ wrapUps })}
        />
      )}
      <div className={classes.pair}>
        <Minutes name="talkFromMinutes" />
        <Minutes name="talkToMinutes" />
      </div>
      <div className={classes.three}>
        {(['recorded', 'reviewed', 'noted'] as const).map((name) => (
          <Select
            key={name}
            size="xs"
            {...LIST}
            label={t(`history.filter.${name}`)}
            data={[
              { value: 'any', label: t('history.filter.any') },
              { value: 'yes', label: t('history.filter.yes') },
              { value: 'no', label: t('history.filter.no') },
            ]}
            allowDeselect={false}
            value={fields[name] === undefined ? 'any' : fields[name] ? 'yes' : 'no'}
            onChange={(value) => setFields({ [name]: value === 'any' ? undefined : value === 'yes' })}
          />
        ))}
      </div>
    </div>
  )
}

/** Minutes of talk; asked for after a pause in typing. */
function Minutes(props: { name: 'talkFromMinutes' | 'talkToMinutes' }) {
  const { name } = props
  const { t } = useTexts()
  const kept = useHistory((state) => state.fields[name])
  const setFields = useHistory((state) => state.setFields)
  const [typed, setTyped] = useState<number | string>(kept ?? '')
  useEffect(() => {
    const value = typeof typed === 'number' ? typed : undefined
    if (value === kept) return
    const timer = setTimeout(() => setFields({ [name]: value }), TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, kept, name, setFields])
  return (
    <NumberInput
      size="xs"
      label={t(`history.filter.${name}`)}
      min={0}
      max={1440}
      decimalScale={2}
      value={typed}
      onChange={setTyped}
    />
  )
}

const facetValues = (
  facets: Facets | undefined,
  name: 'reasons' | 'services',
  chosen: readonly string[],
): string[] => [...new Set([...(facets?.[name] ?? []).map(({ value }) => value), ...chosen])]

/** Services are added as the platform is; one without words here is shown by its name. */
export function serviceWords(value: string, t: ReturnType<typeof useTexts>['t']): string {
  switch (value) {
    case 'callback':
      return t('history.service.callback')
    case 'notification':
      return t('history.service.notification')
    case 'verification':
      return t('history.service.verification')
    case 'other':
      return t('history.service.other')
    default:
      return value
  }
}
