import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ChangeEvent, type FormEvent, useId, useRef, useState } from 'react'
import { lintTemplate } from '../../../domain/template/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { CopyIcon } from '../../ui/CopyIcon.tsx'
import { ContentField, type ContentHandle } from './ContentField.tsx'
import { Findings } from './Findings.tsx'
import { problemsOf, type TemplateForm } from './form.ts'
import { steadyFindings } from './steady.ts'
import classes from './TemplateFields.module.css'

/** Until typing rests this long, an unfinished text is not called wrong. */
const PAUSE_MS = 400
const ORDER = ['title', 'content', 'platformTemplateId', 'speed', 'scene', 'description'] as const

/**
 * What a person writes of a template.
 *
 * @param props.fresh it has never been kept
 */
export function TemplateFields(props: {
  id: string
  form: TemplateForm
  fresh: boolean
  onChange: (change: Partial<TemplateForm>) => void
  onKeep: () => void
}) {
  const { form, fresh, onChange } = props
  const { t } = useTexts()
  // A field is called wrong once it was left or the form was sent, and no longer once it is mended.
  const [left, setLeft] = useState<ReadonlySet<keyof TemplateForm>>(new Set())
  const [rested] = useDebouncedValue(form.content, PAUSE_MS)
  const content = useRef<ContentHandle>(null)
  const element = useRef<HTMLFormElement>(null)
  const findingsId = useId()
  const problems = problemsOf(form, t)
  const problemOf = (field: keyof TemplateForm) => (left.has(field) ? problems[field] : undefined)
  const leave = (field: keyof TemplateForm) => setLeft((before) => new Set([...before, field]))

  const now = lintTemplate(form.content)
  const findings = rested === form.content ? now : steadyFindings(now, lintTemplate(rested))
  const untouched = fresh && form.content === '' && !left.has('content')

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setLeft(new Set(ORDER))
    const wrong = ORDER.find((field) => problems[field] !== undefined)
    if (wrong === undefined) props.onKeep()
    else element.current?.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus()
  }
  const text = (field: Exclude<keyof TemplateForm, 'content'>) => ({
    name: field,
    label: t(`templates.fields.${field}`),
    value: form[field],
    error: problemOf(field),
    onBlur: () => leave(field),
    onChange: (event: ChangeEvent<HTMLInputElement>) => onChange({ [field]: event.currentTarget.value }),
  })

  return (
    <form ref={element} id={props.id} className={classes.form} onSubmit={submit} noValidate>
      <TextInput placeholder={t('templates.fields.titlePlaceholder')} {...text('title')} />
      <div>
        <ContentField
          handle={content}
          value={form.content}
          findings={untouched ? [] : findings}
          error={problemOf('content')}
          describedBy={findingsId}
          onBlur={() => leave('content')}
          onChange={(next) => onChange({ content: next })}
        />
        {untouched ? null : (
          <Findings
            id={findingsId}
            findings={findings}
            onGoTo={(place) => content.current?.goTo(place)}
            onMend={(place, by) => content.current?.replace(place, by)}
          />
        )}
      </div>
      <div className={classes.grid}>
        <TextInput
          description={t('templates.fields.platformTemplateIdHint')}
          spellCheck={false}
          autoComplete="off"
          rightSection={
            form.platformTemplateId === '' ? null : (
              <CopyIcon
                value={form.platformTemplateId}
                label={t('templates.copyId')}
                done={t('common.copied')}
              />
            )
          }
          {...text('platformTemplateId')}
        />
        <TextInput description={t('templates.fields.sceneHint')} {...text('scene')} />
        <TextInput description={t('templates.fields.speedHint')} {...text('speed')} />
        <TextInput description={t('templates.fields.descriptionHint')} {...text('description')} />
      </div>
    </form>
  )
}
