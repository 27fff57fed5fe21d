import { Button } from '@mantine/core'
import { IconListSearch, IconMessage2, IconPlus, IconTrashOff } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { isTemplateId, type TemplateId } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { templateRoute } from '../../ui/routes.ts'
import { Split } from '../../ui/Split.tsx'
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useTemplates } from './store.ts'
import { TemplateEditor } from './TemplateEditor.tsx'
import { ROW, TemplateList } from './TemplateList.tsx'
import classes from './TemplatesView.module.css'

/** The voice templates beside the one that is written. */
export function TemplatesView(props: { templateId?: string | undefined }) {
  const { t } = useTexts()
  const { phase, error, load } = useTemplates((state) => state)
  const bare = useTemplates((state) => state.list.length + state.drafts.size + state.removed.size === 0)
  const { templateId } = props
  const chosen = templateId !== undefined && isTemplateId(templateId) ? templateId : undefined
  if (phase === 'failed' && error !== undefined) {
    return <ErrorState error={error} onRetry={() => load()} />
  }
  if (phase === 'ready' && bare) {
    return (
      <EmptyState
        icon={<IconMessage2 size={28} stroke={1.5} />}
        title={t('templates.emptyTitle')}
        text={t('templates.emptyText')}
        action={<NewTemplate />}
      />
    )
  }
  return (
    <Split
      name="templates"
      label={t('common.resize')}
      initial={330}
      min={260}
      max={560}
      list={
        phase === 'loading' ? (
          <ListSkeleton rows={8} height={ROW} label={t('common.loading')} />
        ) : (
          <TemplateList chosen={chosen} action={<NewTemplate compact />} />
        )
      }
      detail={
        <div key={chosen} className={classes.detail}>
          {phase === 'loading' ? null : <Detail templateId={chosen} />}
        </div>
      }
    />
  )
}

function NewTemplate(props: { compact?: boolean }) {
  const { t } = useTexts()
  const [, go] = useLocation()
  const create = useTemplates((state) => state.create)
  return (
    <Button
      variant={props.compact === true ? 'default' : 'filled'}
      leftSection={<IconPlus size={16} aria-hidden="true" />}
      onClick={() => go(templateRoute(create()))}
    >
      {t(props.compact === true ? 'templates.addShort' : 'templates.add')}
    </Button>
  )
}

function Detail(props: { templateId: TemplateId | undefined }) {
  const { templateId } = props
  const { t } = useTexts()
  const known = useTemplates(
    ({ list, drafts }) =>
      templateId !== undefined && (drafts.has(templateId) || list.some(({ id }) => id === templateId)),
  )
  const removed = useTemplates(({ removed: titles }) =>
    templateId === undefined ? undefined : titles.get(templateId),
  )
  if (templateId === undefined) {
    return (
      <EmptyState
        icon={<IconListSearch size={28} stroke={1.5} />}
        title={t('templates.pickTitle')}
        text={t('templates.pickText')}
      />
    )
  }
  if (known) return <TemplateEditor key={templateId} templateId={templateId} />
  if (removed !== undefined) return <Removed templateId={templateId} title={removed} />
  return (
    <EmptyState
      icon={<IconListSearch size={28} stroke={1.5} />}
      title={t('templates.goneTitle')}
      text={t('templates.goneText')}
    />
  )
}

/** Stands where the template stood, so that the way back is at hand. */
function Removed(props: { templateId: TemplateId; title: string }) {
  const { t } = useTexts()
  const online = useOnline()
  const restore = useTemplates((state) => state.restore)
  const { busy, error, act } = useAct(errorOf)
  return (
    <EmptyState
      icon={<IconTrashOff size={28} stroke={1.5} />}
      title={t('templates.removedTitle', { title: props.title })}
      text={t('templates.removedText')}
      action={
        <div className={classes.undo}>
          <Button
            variant="default"
            disabled={!online}
            loading={busy}
            onClick={() => act(() => restore(props.templateId))}
          >
            {t('templates.undo')}
          </Button>
          <ErrorNotice error={error} />
        </div>
      }
    />
  )
}
