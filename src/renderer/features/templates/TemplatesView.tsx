import { Button } from '@mantine/core'
import { IconListSearch, IconMessage2, IconTrashOff } from '@tabler/icons-react'
import { isTemplateId, type TemplateId } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Split } from '../../ui/Split.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useAct } from '../../ui/use-act.ts'
import { NewTemplate } from './NewTemplate.tsx'
import { useTemplates } from './store.ts'
import { TemplateEditor } from './TemplateEditor.tsx'
import { TemplateList } from './TemplateList.tsx'
import classes from './TemplatesView.module.css'

/** The voice templates beside the one that is written. */
export function TemplatesView(props: { templateId?: string | undefined }) {
  const { t } = useTexts()
  const ready = useTemplates((state) => state.phase === 'ready')
  const { templateId } = props
  const chosen = templateId !== undefined && isTemplateId(templateId) ? templateId : undefined
  return (
    <Split
      name="templates"
      label={t('common.resize')}
      initial={380}
      min={300}
      max={640}
      list={<TemplateList chosen={chosen} />}
      detail={
        <div key={chosen} className={classes.detail}>
          {ready ? <Detail templateId={chosen} /> : null}
        </div>
      }
    />
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
  const bare = useTemplates(({ list, drafts }) => list.length + drafts.size === 0)
  if (bare && removed === undefined) {
    return (
      <EmptyState
        icon={<IconMessage2 size={28} stroke={1.5} />}
        title={t('templates.emptyTitle')}
        text={t('templates.emptyText')}
        action={<NewTemplate label={t('templates.add')} />}
      />
    )
  }
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
