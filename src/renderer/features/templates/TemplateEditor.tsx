import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import type { TemplateId } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { go } from '../../ui/go.ts'
import { isComposing } from '../../ui/keys.ts'
import { ROUTES, templateRoute } from '../../ui/routes.ts'
import { showToast } from '../../ui/toast.ts'
import { useAct } from '../../ui/use-act.ts'
import { EditorHead } from './EditorHead.tsx'
import { formOf, NEW_TEMPLATE } from './form.ts'
import { ReviewSection } from './ReviewSection.tsx'
import { useTemplates } from './store.ts'
import classes from './TemplateEditor.module.css'
import { TemplateFields } from './TemplateFields.tsx'
import { Trial } from './Trial.tsx'

/** One template: its text with what is wrong, how it sounds with values, and its review. */
export function TemplateEditor(props: { templateId: TemplateId }) {
  const { templateId } = props
  const { t } = useTexts()
  const online = useOnline()
  const formId = useId()
  const frame = useRef<HTMLElement>(null)
  const template = useTemplates((state) => state.list.find(({ id }) => id === templateId))
  const draft = useTemplates((state) => state.drafts.get(templateId))
  const { edit, save, remove, discard, leave, duplicate } = useTemplates((state) => state)
  const { busy, error, act } = useAct(errorOf)
  const form = draft ?? (template === undefined ? NEW_TEMPLATE : formOf(template))
  const changed = draft !== undefined

  useEffect(() => () => leave(templateId), [leave, templateId])

  const keep = () => {
    if (!online || !changed || busy) return
    act(async () => {
      await save(templateId)
      showToast(t, { message: t('common.saved') })
    })
  }
  const press = (event: KeyboardEvent) => {
    const mod = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (!mod || event.key.toLowerCase() !== 's') return
    event.preventDefault()
    if (!isComposing(event.nativeEvent)) frame.current?.querySelector('form')?.requestSubmit()
  }

  return (
    <article ref={frame} className={classes.editor} onKeyDown={press}>
      <EditorHead
        formId={formId}
        template={template}
        changed={changed}
        busy={busy}
        onDiscard={() => {
          discard(templateId)
          if (template === undefined) go(ROUTES.templates)
        }}
        onDuplicate={(title) => {
          if (template !== undefined) go(templateRoute(duplicate(template, title)))
        }}
        onRemove={() => {
          if (template !== undefined) act(() => remove(template))
        }}
      >
        <ErrorNotice error={error} />
      </EditorHead>
      <div className={classes.columns}>
        <TemplateFields
          id={formId}
          form={form}
          fresh={template === undefined}
          onChange={(change) => edit(templateId, change)}
          onKeep={keep}
        />
        <div className={classes.aside}>
          <Trial templateId={templateId} content={form.content} />
          {template === undefined ? null : (
            <ReviewSection template={template} changed={form.content !== template.content} />
          )}
        </div>
      </div>
    </article>
  )
}
