import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch, IconZoomCancel } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { isOverdue } from '../../../domain/prompt/index.ts'
import type { TemplateId } from '../../../domain/values.ts'
import { useTexts } from '../../i18n/index.ts'
import { go } from '../../ui/go.ts'
import { ReviewBadge } from '../../ui/ReviewBadge.tsx'
import { templateRoute } from '../../ui/routes.ts'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { useNow } from '../../ui/use-now.ts'
import { activeProfile, useProfiles } from '../profiles/index.ts'
import { PromptTabs } from '../prompts/index.ts'
import { rowsOf, type TemplateRow } from './list.ts'
import { NewTemplate } from './NewTemplate.tsx'
import { useTemplates } from './store.ts'
import classes from './TemplateList.module.css'

const ROW = 68
const TICK_MS = 60_000

/** Every template with how far it is at the profile in use. */
export function TemplateList(props: { chosen: TemplateId | undefined }) {
  const { t } = useTexts()
  const search = useTemplates((state) => state.search)
  const setSearch = useTemplates((state) => state.setSearch)
  const bare = useTemplates(({ list, drafts }) => list.length + drafts.size === 0)
  return (
    <div className={classes.list}>
      <h1 className="visually-hidden">{t('templates.title')}</h1>
      <div className={classes.bar}>
        <PromptTabs here="templates" />
        <NewTemplate label={t('templates.addShort')} quiet={bare} />
      </div>
      <search className={classes.search}>
        <TextInput
          aria-label={t('templates.search')}
          placeholder={t('templates.searchShort')}
          leftSection={<IconSearch size={15} stroke={1.75} aria-hidden="true" />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          rightSection={
            search === '' ? null : (
              <CloseButton size="sm" aria-label={t('common.clear')} onClick={() => setSearch('')} />
            )
          }
        />
      </search>
      <Rows chosen={props.chosen} bare={bare} />
    </div>
  )
}

/** @param props.bare there is none at all; what will be here is said beside the list, with the first step */
function Rows(props: { chosen: TemplateId | undefined; bare: boolean }) {
  const { chosen } = props
  const { t, language } = useTexts()
  const { phase, error, list, drafts, search, load } = useTemplates((state) => state)
  const rows = rowsOf(list, drafts, search, language)
  const frame = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (chosen === undefined) return
    frame.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0 || event.altKey || event.ctrlKey || event.metaKey) return
    const at = rows.findIndex(({ id }) => id === chosen)
    const row = rows[at < 0 ? 0 : at + by]
    if (row === undefined) return
    event.preventDefault()
    go(templateRoute(row.id))
  }

  if (phase === 'failed' && error !== undefined) {
    return <ErrorState error={error} onRetry={() => load()} />
  }
  if (phase === 'loading') return <ListSkeleton rows={8} height={ROW} label={t('common.loading')} />
  if (props.bare) return null
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<IconZoomCancel size={28} stroke={1.5} />}
        title={t('templates.noneTitle')}
        text={t('templates.noneText')}
      />
    )
  }
  return (
    <div
      ref={frame}
      className={classes.rows}
      role="listbox"
      tabIndex={0}
      aria-label={t('templates.list')}
      aria-activedescendant={chosen === undefined ? undefined : `template-${chosen}`}
      onKeyDown={press}
    >
      {rows.map((row) => (
        <Row key={row.id} row={row} chosen={row.id === chosen} onChoose={() => go(templateRoute(row.id))} />
      ))}
    </div>
  )
}

function Row(props: { row: TemplateRow; chosen: boolean; onChoose: () => void }) {
  const { title, content, template, unsaved, id } = props.row
  const { t } = useTexts()
  const profileId = useProfiles((state) => activeProfile(state)?.id)
  const review = template?.reviews.find((one) => one.profileId === profileId)
  const now = useNow(review?.state === 'inReview' ? TICK_MS : undefined)
  const stops = template?.findings.filter(({ weight }) => weight === 'stop').length ?? 0
  return (
    // The keys of the list box choose; the row itself takes no focus.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div
      id={`template-${id}`}
      role="option"
      aria-selected={props.chosen}
      className={classes.row}
      style={{ minHeight: ROW }}
      onClick={props.onChoose}
    >
      <span className={classes.name}>{title.trim() === '' ? t('templates.untitled') : title}</span>
      {template === undefined ? null : (
        <ReviewBadge
          subject="template"
          state={review?.state}
          overdue={review !== undefined && isOverdue(review.state, review.since, now)}
        />
      )}
      <span className={classes.content}>{content}</span>
      {unsaved || stops > 0 ? (
        <span className={classes.marks}>
          {unsaved ? <em data-tone="unsaved">{t('templates.unsaved')}</em> : null}
          {stops === 0 ? null : <em data-tone="stop">{t('templates.toMend', { count: stops })}</em>}
        </span>
      ) : null}
    </div>
  )
}
