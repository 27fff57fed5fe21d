import { Button, Select } from '@mantine/core'
import { IconDeviceMobile } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import type { PrivateNumber } from '../../../contract/bindings.ts'
import { formatMoment, formatRelative, useTexts } from '../../i18n/index.ts'
import { go } from '../../ui/go.ts'
import { NumberText } from '../../ui/NumberText.tsx'
import { ROUTES } from '../../ui/routes.ts'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useProfiles } from '../profiles/index.ts'
import { Load } from './Load.tsx'
import { ModeBadge } from './ModeBadge.tsx'
import classes from './NumberBoard.module.css'
import { NumberState } from './NumberState.tsx'
import { filterNumbers, isNumberFilter, NUMBER_FILTERS, type NumberFilter } from './numbers.ts'
import { usePrivateNumbers } from './numbers-store.ts'
import { useBindings } from './store.ts'

const ROW = 72
const TICK_MS = 60_000

export function NumberBoard() {
  const { t } = useTexts()
  const { phase, error, numbers, load } = usePrivateNumbers((state) => state)
  const [filter, setFilter] = useState<NumberFilter>('all')
  const [profileId, setProfileId] = useState<string | null>(null)
  const profiles = useProfiles((state) => state.list)
  if (phase === 'failed' && error !== undefined) return <ErrorState error={error} onRetry={() => load()} />
  if (phase === 'loading') return <ListSkeleton rows={8} height={ROW} label={t('common.loading')} />
  if (numbers.length === 0) {
    return (
      <EmptyState
        icon={<IconDeviceMobile size={28} stroke={1.5} />}
        title={t('privateNumbers.empty.title')}
        text={t('privateNumbers.empty.text')}
        action={
          <Button component={Link} href={ROUTES.profiles} variant="default">
            {t('privateNumbers.empty.action')}
          </Button>
        }
      />
    )
  }
  const now = Date.now()
  const shown = filterNumbers(numbers, { filter, profileId: profileId ?? undefined, now })
  const owners = profiles.filter(({ id }) => numbers.some((one) => one.profileId === id))
  return (
    <div className={classes.board}>
      <search className={classes.filter} aria-label={t('privateNumbers.filter.label')}>
        <Select
          aria-label={t('privateNumbers.filter.profile')}
          placeholder={t('privateNumbers.filter.anyProfile')}
          data={owners.map(({ id, name }) => ({ value: id, label: name }))}
          clearable
          clearButtonProps={{
            'aria-label': `${t('common.clear')}: ${t('privateNumbers.filter.profile')}`,
          }}
          value={profileId}
          onChange={setProfileId}
        />
        <Select
          aria-label={t('privateNumbers.filter.state')}
          data={NUMBER_FILTERS.map((value) => ({
            value,
            label: t('privateNumbers.filter.counted', {
              name: t(`privateNumbers.filter.states.${value}`),
              number: filterNumbers(numbers, { filter: value, profileId: profileId ?? undefined, now })
                .length,
            }),
          }))}
          value={filter}
          onChange={(value) => {
            if (value !== null && isNumberFilter(value)) setFilter(value)
          }}
        />
      </search>
      <Rows numbers={shown} />
    </div>
  )
}

function Rows(props: { numbers: readonly PrivateNumber[] }) {
  const { numbers } = props
  const { t } = useTexts()
  const now = useNow(TICK_MS)
  const scroll = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: numbers.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  if (numbers.length === 0) return <p className={classes.none}>{t('privateNumbers.none')}</p>
  return (
    <ScrollRegion ref={scroll} className={classes.scroll} label={t('privateNumbers.list')}>
      <ul className={classes.rows} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((place) => {
          const one = numbers[place.index]
          return one === undefined ? null : (
            <li
              key={`${one.profileId}-${one.number}`}
              className={classes.row}
              style={{ transform: `translateY(${place.start}px)`, height: ROW }}
            >
              <Row one={one} now={now} />
            </li>
          )
        })}
      </ul>
    </ScrollRegion>
  )
}

function Row(props: { one: PrivateNumber; now: number }) {
  const { one, now } = props
  const { t, language } = useTexts()
  const setFields = useBindings((state) => state.setFields)
  const cooling = one.coolUntil !== undefined && one.coolUntil > now
  return (
    <>
      <span className={classes.number}>
        <span className={classes.digits}>
          <NumberText number={one.number} />
          <ModeBadge mode={one.mode} />
        </span>
        <NumberState one={one} />
      </span>
      <Load one={one} />
      <span className={classes.remarks}>
        {one.unknown > 0 ? (
          <em data-tone="warn">{t('privateNumbers.unknown', { count: one.unknown })}</em>
        ) : null}
        {one.orphans > 0 ? (
          <em data-tone="warn">{t('privateNumbers.orphans', { count: one.orphans })}</em>
        ) : null}
        {cooling ? (
          <em title={formatMoment(one.coolUntil ?? now, language)}>
            {t('privateNumbers.coolUntil', { time: formatRelative(one.coolUntil ?? now, now, language) })}
          </em>
        ) : null}
        {one.expiringSoon > 0 ? (
          <em>{t('privateNumbers.expiringSoon', { count: one.expiringSoon })}</em>
        ) : null}
        {one.inPool ? null : <em>{t('privateNumbers.notInPool')}</em>}
      </span>
      {one.mode === 'x' ? null : (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('privateNumbers.showNamed')}
          onClick={() => {
            setFields({ text: '', mode: undefined, states: undefined, batchId: undefined, x: one.number })
            go(ROUTES.masking)
          }}
        >
          {t('privateNumbers.show')}
        </Button>
      )}
    </>
  )
}
