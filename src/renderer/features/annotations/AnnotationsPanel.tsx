import { Checkbox, TagsInput, Textarea } from '@mantine/core'
import { useEffect } from 'react'
import type { Call } from '../../../contract/calls.ts'
import { useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import classes from './AnnotationsPanel.module.css'
import { useAnnotations } from './store.ts'
import { WrapUpSelect } from './WrapUpSelect.tsx'

/** What people add to a call: kept by itself while they type. */
export function AnnotationsPanel(props: { call: Call }) {
  const { call } = props
  const { t } = useTexts()
  const kept = useAnnotations((state) => state.byCall.get(call.id))
  const draft = useAnnotations((state) => state.drafts.get(call.id))
  const problem = useAnnotations((state) => state.problems.get(call.id))
  const tagNames = useAnnotations((state) => state.tagNames)
  const read = useAnnotations((state) => state.read)
  const typeNote = useAnnotations((state) => state.typeNote)
  const flush = useAnnotations((state) => state.flush)
  const change = useAnnotations((state) => state.change)

  useEffect(() => {
    read(call.id)
    return () => {
      flush(call.id)
    }
  }, [call.id, read, flush])

  const saved = draft === undefined && kept !== undefined && kept.revision > 0
  return (
    <Section
      title={t('annotations.title')}
      aside={
        <span className={classes.state} role="status">
          {draft !== undefined ? t('annotations.saving') : saved ? t('annotations.saved') : ''}
        </span>
      }
    >
      <div className={classes.fields}>
        <Textarea
          id="call-note"
          aria-label={t('annotations.note')}
          placeholder={t('annotations.notePlaceholder')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={4000}
          value={draft ?? kept?.note ?? ''}
          onChange={(event) => typeNote(call.id, event.currentTarget.value)}
          onBlur={() => flush(call.id)}
        />
        <TagsInput
          id="call-tags"
          aria-label={t('annotations.tags')}
          placeholder={kept?.tags.length === 0 ? t('annotations.tagsPlaceholder') : ''}
          data={[...tagNames]}
          splitChars={[',', '，', ';', '；']}
          maxTags={20}
          clearable
          value={(kept?.tags ?? []).map(({ name }) => name)}
          onChange={(tags) =>
            change(call.id, { tags: tags.map((tag) => tag.trim().slice(0, 40)).filter(Boolean) })
          }
        />
        <div className={classes.row}>
          <WrapUpSelect call={call} id="call-wrap-up" />
          <Checkbox
            label={t('annotations.reviewed')}
            checked={kept?.reviewed ?? false}
            onChange={(event) => change(call.id, { reviewed: event.currentTarget.checked })}
          />
        </div>
        <ErrorNotice error={problem} />
      </div>
    </Section>
  )
}
