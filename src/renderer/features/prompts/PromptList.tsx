import { ActionIcon, Button, Checkbox, CloseButton, Menu, Select, TextInput } from '@mantine/core'
import { useFileDialog } from '@mantine/hooks'
import {
  IconAdjustmentsHorizontal,
  IconAlertTriangle,
  IconChevronDown,
  IconMicrophone,
  IconPlus,
  IconSearch,
  IconVolumeOff,
  IconWaveSine,
  IconZoomCancel,
} from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Prompt } from '../../../contract/prompts.ts'
import { isOverdue } from '../../../domain/prompt/index.ts'
import type { ProfileId, PromptId } from '../../../domain/values.ts'
import { formatDuration, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { go } from '../../ui/go.ts'
import { ReviewBadge } from '../../ui/ReviewBadge.tsx'
import { promptRoute } from '../../ui/routes.ts'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useProfiles } from '../profiles/index.ts'
import classes from './PromptList.module.css'
import view from './PromptsView.module.css'
import { Recorder } from './Recorder.tsx'
import { ShapingForm } from './ShapingForm.tsx'
import { filterPrompts, reviewAt, type StateFilter, worstOf } from './selectors.ts'
import { usePrompts } from './store.ts'
import { Tabs } from './Tabs.tsx'
import { ToneMaker } from './ToneMaker.tsx'
import { Tray } from './Tray.tsx'

const ROW = 60
const STATES: readonly StateFilter[] = ['all', 'open', 'inReview', 'passed', 'refused']
const isState = (value: string | null): value is StateFilter => STATES.some((state) => state === value)

export function PromptList(props: {
  chosen: PromptId | undefined
  onChoose: () => void
  onHandOff: (ids: readonly PromptId[]) => void
}) {
  const { t } = useTexts()
  const prompts = usePrompts((state) => state.prompts)
  const profileId = useProfiles((state) => state.activeId)
  const [text, setText] = useState('')
  const [state, setState] = useState<StateFilter>('all')
  const [selected, setSelected] = useState<ReadonlySet<PromptId>>(new Set())
  const shown = useMemo(
    () => filterPrompts(prompts.values(), { text, state, profileId }),
    [prompts, text, state, profileId],
  )
  const there = [...selected].filter((id) => prompts.has(id))
  const clear = () => {
    setText('')
    setState('all')
  }
  return (
    <div className={view.list}>
      <h1 className="visually-hidden">{t('prompts.title')}</h1>
      <div className={view.bar}>
        <Tabs here="prompts" />
        <AddButtons />
      </div>
      <search className={view.filter}>
        <TextInput
          aria-label={t('prompts.search')}
          placeholder={t('prompts.search')}
          leftSection={<IconSearch size={15} stroke={1.75} aria-hidden="true" />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          rightSection={
            text === '' ? null : (
              <CloseButton size="sm" aria-label={t('common.clear')} onClick={() => setText('')} />
            )
          }
        />
        <Select
          aria-label={t('prompts.filter.label')}
          data={STATES.map((value) => ({ value, label: t(`prompts.filter.${value}`) }))}
          value={state}
          onChange={(value) => setState(isState(value) ? value : 'all')}
        />
        <ShapingButton />
      </search>
      <Rows
        shown={shown}
        selected={selected}
        chosen={props.chosen}
        profileId={profileId}
        onChoose={props.onChoose}
        onSelect={setSelected}
        onClear={clear}
      />
      {there.length === 0 ? null : (
        <div className={classes.chosen}>
          {t('prompts.selected', { count: there.length })}
          <span className={classes.gap} />
          <Button size="compact-md" onClick={() => props.onHandOff(there)}>
            {t('prompts.handOffOpen')}
          </Button>
          <CloseButton size="sm" aria-label={t('prompts.unselect')} onClick={() => setSelected(new Set())} />
        </div>
      )}
      <Tray />
    </div>
  )
}

function AddButtons() {
  const { t } = useTexts()
  const online = useOnline()
  const add = usePrompts((state) => state.add)
  const [opened, setOpened] = useState<'record' | 'tone'>()
  const dialog = useFileDialog({
    multiple: true,
    resetOnOpen: true,
    onChange: (files) => add([...(files ?? [])]),
  })
  return (
    <>
      <Button.Group>
        <Button
          disabled={!online}
          leftSection={<IconPlus size={16} stroke={2} aria-hidden="true" />}
          onClick={dialog.open}
        >
          {t('prompts.add')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button px={8} disabled={!online} aria-label={t('prompts.more')}>
              <IconChevronDown size={16} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconMicrophone size={16} stroke={1.6} />}
              onClick={() => setOpened('record')}
            >
              {t('prompts.record.open')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconWaveSine size={16} stroke={1.6} />}
              onClick={() => setOpened('tone')}
            >
              {t('prompts.tone.open')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
      <Recorder opened={opened === 'record'} onClose={() => setOpened(undefined)} />
      <ToneMaker opened={opened === 'tone'} onClose={() => setOpened(undefined)} />
    </>
  )
}

function ShapingButton() {
  const { t } = useTexts()
  const shaping = usePrompts((state) => state.shaping)
  const setShaping = usePrompts((state) => state.setShaping)
  return (
    <Menu position="bottom-end" width={320} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon variant="default" size={34} aria-label={t('prompts.shaping.title')}>
          <IconAdjustmentsHorizontal size={17} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown p="md">
        <ShapingForm shaping={shaping} onChange={setShaping} />
      </Menu.Dropdown>
    </Menu>
  )
}

function Rows(props: {
  shown: readonly Prompt[]
  selected: ReadonlySet<PromptId>
  chosen: PromptId | undefined
  profileId: ProfileId | undefined
  onChoose: () => void
  onSelect: (selected: ReadonlySet<PromptId>) => void
  onClear: () => void
}) {
  const { shown, selected } = props
  const { t } = useTexts()
  const { phase, error, load, prompts } = usePrompts((state) => state)
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 8,
    getItemKey: (index) => shown[index]?.id ?? index,
  })
  if (phase === 'failed' && error !== undefined) return <ErrorState error={error} onRetry={() => load()} />
  if (phase === 'loading') return <ListSkeleton rows={10} height={ROW} label={t('common.loading')} />
  if (prompts.size === 0) {
    return (
      <div className={classes.scroll}>
        <EmptyState
          icon={<IconVolumeOff size={28} stroke={1.5} />}
          title={t('prompts.empty.title')}
          text={t('prompts.empty.text')}
        />
      </div>
    )
  }
  if (shown.length === 0) {
    return (
      <div className={classes.scroll}>
        <EmptyState
          icon={<IconZoomCancel size={28} stroke={1.5} />}
          title={t('prompts.none.title')}
          text={t('prompts.none.text')}
          action={
            <Button variant="default" onClick={props.onClear}>
              {t('prompts.none.clear')}
            </Button>
          }
        />
      </div>
    )
  }

  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0 || event.altKey || event.ctrlKey || event.metaKey) return
    const at = shown.findIndex(({ id }) => id === props.chosen)
    const prompt = shown[at < 0 ? 0 : at + by]
    if (prompt === undefined) return
    event.preventDefault()
    virtual.scrollToIndex(shown.indexOf(prompt))
    props.onChoose()
    go(promptRoute(prompt.id))
  }
  const select = (id: PromptId, on: boolean) => {
    const next = new Set(selected)
    if (on) next.add(id)
    else next.delete(id)
    props.onSelect(next)
  }
  return (
    // The arrows move through the links that the list is made of.
    // biome-ignore lint/a11y/noStaticElementInteractions: as above
    <div ref={scroll} className={classes.scroll} onKeyDown={press}>
      <ul className={classes.rows} style={{ height: virtual.getTotalSize() }} aria-label={t('prompts.list')}>
        {virtual.getVirtualItems().map((item) => {
          const prompt = shown[item.index]
          return prompt === undefined ? null : (
            <li
              key={item.key}
              className={classes.row}
              data-chosen={prompt.id === props.chosen || undefined}
              style={{ transform: `translateY(${item.start}px)`, height: ROW }}
            >
              <Checkbox
                size="sm"
                aria-label={t('prompts.select', { name: prompt.name })}
                checked={selected.has(prompt.id)}
                onChange={(event) => select(prompt.id, event.currentTarget.checked)}
              />
              <Link
                href={promptRoute(prompt.id)}
                className={classes.link}
                aria-current={prompt.id === props.chosen ? 'true' : undefined}
                onClick={props.onChoose}
              >
                <span className={classes.name}>{prompt.name}</span>
                <span className={classes.about}>{aboutOf(prompt)}</span>
              </Link>
              <RowEnd prompt={prompt} profileId={props.profileId} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** What distinguishes it for a person, best first. */
const aboutOf = ({ description, tags, version }: Prompt): string =>
  description !== '' ? description : tags.length > 0 ? tags.join(' · ') : (version.sourceName ?? '')

const TICK_MS = 60_000

function RowEnd(props: { prompt: Prompt; profileId: ProfileId | undefined }) {
  const { prompt } = props
  const { t } = useTexts()
  const now = useNow(TICK_MS)
  const worst = worstOf(prompt)
  const review = reviewAt(prompt, props.profileId)
  const overdue = review !== undefined && isOverdue(review.state, review.since, now)
  return (
    <span className={classes.end}>
      <span className={classes.length}>
        {worst === undefined ? null : (
          <IconAlertTriangle
            size={14}
            stroke={1.9}
            className={worst === 'stop' ? classes.stop : classes.warn}
            aria-label={t(`prompts.weight.${worst}`)}
          />
        )}
        {formatDuration(prompt.version.seconds * 1000)}
      </span>
      <ReviewBadge subject="prompt" state={review?.state} overdue={overdue} />
    </span>
  )
}
