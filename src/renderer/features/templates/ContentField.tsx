import { Button, Input, Tooltip } from '@mantine/core'
import { type Ref, useId, useImperativeHandle, useRef } from 'react'
import {
  MOST_TEMPLATE_BYTES,
  mendTemplate,
  type Place,
  type TemplateFinding,
  utf8Length,
  type Variable,
  writeVariable,
} from '../../../domain/template/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { CopyIcon } from '../../ui/CopyIcon.tsx'
import classes from './ContentField.module.css'
import { stretchesOf } from './stretches.ts'

/** What is put at the cursor; a length that fits most is there to be typed over. */
const INSERTED: readonly Variable[] = [
  { kind: 'TXT', most: 20 },
  { kind: 'NUM', most: 6 },
  { kind: 'DATE' },
  { kind: 'TIME' },
]

export type ContentHandle = {
  /** Puts the focus there, the place chosen. */
  goTo(place: Place): void
  /** As if typed there, so that it can be undone like typing. */
  replace(place: Place, by: string): void
}

/**
 * The content with its variables shaded and what is wrong underlined. A copy of the text lies behind the field
 * with the same breaks and carries the marks; it also gives the field its height.
 *
 * @param props.findings of this very content; none while they are not known
 */
export function ContentField(props: {
  handle: Ref<ContentHandle>
  value: string
  findings: readonly TemplateFinding[]
  error: string | undefined
  describedBy: string
  onBlur: () => void
  onChange: (content: string) => void
}) {
  const { value, findings, onChange } = props
  const { t } = useTexts()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  // Until a person has been there, the cursor is nowhere in particular.
  const entered = useRef(false)

  const write = (place: Place, by: string) => {
    const area = field.current
    if (area === null) return
    area.focus()
    area.setSelectionRange(place.offset, place.offset + place.length)
    // The only way of writing that the field's own undo knows of. Where it is gone, the text changes all the same.
    if (!document.execCommand(by === '' ? 'delete' : 'insertText', false, by)) {
      onChange(mendTemplate(value, { ...place, mend: by }))
    }
  }

  useImperativeHandle(props.handle, () => ({
    goTo({ offset, length }) {
      field.current?.focus()
      field.current?.setSelectionRange(offset, offset + length)
    },
    replace: write,
  }))

  const insert = (variable: Variable) => {
    const area = field.current
    if (area === null) return
    const written = writeVariable(variable)
    const offset = entered.current ? area.selectionStart : value.length
    const length = entered.current ? area.selectionEnd - offset : 0
    write({ offset, length }, written)
    if ('most' in variable) {
      const end = offset + written.length - 1
      area.setSelectionRange(end - String(variable.most).length, end)
    }
  }

  const bytes = utf8Length(value)
  return (
    <Input.Wrapper
      id={id}
      label={t('templates.fields.content')}
      description={t('templates.fields.contentHint')}
      error={props.error}
    >
      <div className={classes.frame} data-wrong={props.error !== undefined || undefined}>
        <div className={classes.bar}>
          <fieldset className={classes.insert}>
            <legend className={classes.barLabel}>{t('templates.insert.label')}</legend>
            {INSERTED.map((variable) => (
              <Tooltip key={variable.kind} label={t(`templates.insert.${variable.kind}Hint`)}>
                <Button
                  size="compact-xs"
                  variant="default"
                  // The field keeps its cursor while the pointer is here.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => insert(variable)}
                >
                  {t(`templates.insert.${variable.kind}`)}
                </Button>
              </Tooltip>
            ))}
          </fieldset>
          <CopyIcon value={value} label={t('templates.copyContent')} done={t('common.copied')} />
        </div>
        <div className={classes.text}>
          <div className={classes.mirror} aria-hidden="true">
            {stretchesOf(value, findings).map((stretch) => (
              <span
                key={stretch.at}
                data-variable={stretch.variable || undefined}
                data-weight={stretch.weight}
              >
                {stretch.text}
              </span>
            ))}
            {/* A last line that is empty still takes its place. */}
            {'\u200b'}
          </div>
          <textarea
            id={id}
            ref={field}
            name="content"
            className={classes.area}
            placeholder={t('templates.fields.contentPlaceholder')}
            spellCheck={false}
            aria-describedby={`${id}-description ${id}-error ${props.describedBy}`}
            aria-invalid={props.error !== undefined || findings.some(({ weight }) => weight === 'stop')}
            value={value}
            onFocus={() => {
              entered.current = true
            }}
            onBlur={props.onBlur}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        </div>
        <div className={classes.foot} data-over={bytes > MOST_TEMPLATE_BYTES || undefined}>
          <span className={classes.meter} aria-hidden="true">
            <span style={{ width: `${Math.min(100, (bytes / MOST_TEMPLATE_BYTES) * 100)}%` }} />
          </span>
          <span className="tabular">{t('templates.bytes', { bytes, most: MOST_TEMPLATE_BYTES })}</span>
        </div>
      </div>
    </Input.Wrapper>
  )
}
