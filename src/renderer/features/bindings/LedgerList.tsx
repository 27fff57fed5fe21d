import { Button, CloseButton } from '@mantine/core'
import { IconArrowsLeftRight, IconPlus } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Binding } from '../../../contract/bindings.ts'
import { BOUND_MODES } from '../../../domain/bindings/index.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import type { BindingId } from '../../../domain/values.ts'
import { useTexts } from '../../i18n/index.ts'
import { FilterSelect } from '../../ui/FilterSelect.tsx'
import { go } from '../../ui/go.ts'
import { ListStates } from '../../ui/ListStates.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { PagedList } from '../../ui/PagedList.tsx'
import { bindingRoute, ROUTES } from '../../ui/routes.ts'
import { SearchField } from '../../ui/SearchField.tsx'
import { useNow } from '../../ui/use-now.ts'
import { isFiltering, NO_FILTER, type STATE_GROUPS } from './filter.ts'
import classes from './LedgerList.module.css'
import { ModeBadge } from './ModeBadge.tsx'
import { StateMark } from './StateMark.tsx'
import { useBindings } from './store.ts'
import { leftOf, lifeWords, titleOf } from './words.ts'

const ROW = 64
const TICK_MS = 30_000
const GROUPS = [
  'active',
  'unsettled',
  'over',
  'failed',
] as const satisfies readonly (keyof typeof STATE_GROUPS)[]

export function LedgerList(props: { chosen: BindingId | undefined; making: boolean }) {
  return (
    <div className={classes.list}>
      <Filters making={props.making} />
      <Rows chosen={props.chosen} />
    </div>
  )
}

function Filters(props: { making: boolean }) {
  const { t, language } = useTexts()
  const fields = useBindings((state) => state.fields)
  const setFields = useBindings((state) => state.setFields)
  const total = useBindings((state) => state.total)
  const only = fields.x ?? fields.batchId
  return (
    <search className={classes.filter} aria-label={t('bindings.filter.label')}>
      <SearchField
        className={classes.wide}
        label={t('bindings.filter.number')}
        value={fields.text}
        onChange={(text) => setFields({ text })}
      />
      <Button
        component={Link}
        href={ROUTES.newBinding}
        variant={props.making ? 'light' : 'filled'}
        leftSection={<IconPlus size={16} aria-hidden="true" />}
      >
        {t('bindings.new.open')}
      </Button>
      <FilterSelect
        label={t('bindings.filter.mode')}
        any={t('bindings.filter.anyMode')}
        options={BOUND_MODES.map((mode) => ({ value: mode, label: mode.toUpperCase() }))}
        value={fields.mode}
        onChange={(mode) => setFields({ mode })}
      />
      <FilterSelect
        label={t('bindings.filter.state')}
        any={t('bindings.filter.anyState')}
        options={GROUPS.map((group) => ({ value: group, label: t(`bindings.filter.states.${group}`) }))}
        value={fields.states}
        onChange={(states) => setFields({ states })}
      />
      <span className={classes.total}>
        {total === undefined
          ? null
          : t('bindings.filter.total', {
              count: total,
              number: new Intl.NumberFormat(language).format(total),
            })}
      </span>
      {only === undefined ? null : (
        <span className={classes.only}>
          {fields.x === undefined ? (
            t('bindings.filter.onlyBatch')
          ) : (
            <>
              {t('bindings.filter.onlyX')} <NumberText number={fields.x} />
            </>
          )}
          <CloseButton
            size="xs"
            aria-label={t('bindings.filter.clear')}
            onClick={() => setFields({ x: undefined, batchId: undefined })}
          />
        </span>
      )}
    </search>
  )
}

function Rows(props: { chosen: BindingId | undefined }) {
  const { t, language } = useTexts()
  const now = useNow(TICK_MS)
  const { list, fields, pager, setFields, load } = useBindings((state) => state)
  return (
    <ListStates
      list={list}
      rowHeight={ROW}
      onRetry={load}
      none={
        isFiltering(fields)
          ? {
              title: t('bindings.none.title'),
              text: t('bindings.none.text'),
              clear: t('bindings.filter.clear'),
              onClear: () => setFields(NO_FILTER),
            }
          : undefined
      }
      // What will be here is said beside the list, with the first step.
      empty={null}
    >
      <PagedList
        name="binding"
        label={t('bindings.list')}
        list={list}
        pager={pager}
        rowHeight={ROW}
        chosen={props.chosen}
        onChoose={({ id }) => go(bindingRoute(id))}
        rowLabel={(binding) =>
          t('bindings.row', {
            mode: binding.mode.toUpperCase(),
            title: titleOf(binding, t),
            x: binding.x === undefined ? t('bindings.xNotKnown') : groupNumber(binding.x),
            state: t(`bindings.state.${binding.state}`),
            life: lifeWords(binding, now, t, language),
          })
        }
        row={(binding) => <Row binding={binding} now={now} />}
      />
    </ListStates>
  )
}

function Row(props: { binding: Binding; now: number }) {
  const { binding, now } = props
  const { t, language } = useTexts()
  const left = leftOf(binding, now)
  return (
    <div className={classes.row}>
      <StateMark state={binding.state} iconOnly />
      <span className={classes.main}>
        <span className={classes.line}>
          <span className={classes.parties}>
            <NumberText number={binding.a} />
            <Other binding={binding} />
          </span>
          <ModeBadge mode={binding.mode} />
        </span>
        <span className={classes.under}>
          <span className={classes.x}>
            X{' '}
            {binding.x === undefined ? (
              binding.areaCode === undefined ? (
                t('bindings.xNotKnown')
              ) : (
                t('bindings.who.xOfCity', { areaCode: binding.areaCode })
              )
            ) : (
              <NumberText number={binding.x} />
            )}
          </span>
          <span className={classes.life} data-soon={left?.soon === true || undefined}>
            {[
              ...(binding.doubt === undefined ? [] : [t('bindings.doubtShort')]),
              t(`bindings.state.${binding.state}`),
              lifeWords(binding, now, t, language),
            ].join(' · ')}
          </span>
        </span>
      </span>
    </div>
  )
}

function Other(props: { binding: Binding }) {
  const { binding } = props
  const { t } = useTexts()
  const arrows = <IconArrowsLeftRight size={14} stroke={1.6} aria-hidden="true" />
  switch (binding.mode) {
    case 'axb':
      return binding.b === undefined ? null : (
        <>
          {arrows}
          <NumberText number={binding.b} />
        </>
      )
    case 'axe':
      return binding.extension === undefined ? null : (
        <span className={classes.extra}>
          {t('bindings.extensionShort', { extension: binding.extension })}
        </span>
      )
    case 'axyb':
      return (
        <span className={classes.extra}>
          {t('bindings.pairs.count', {
            count: binding.pairs.filter(({ state }) => state === 'active').length,
          })}
        </span>
      )
    case 'ax':
      return null
  }
}
