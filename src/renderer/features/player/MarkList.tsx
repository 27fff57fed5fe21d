import { ActionIcon, Button, Textarea, Tooltip } from '@mantine/core'
import { IconFlag, IconMessage, IconPencil, IconTrash } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import type { CurrentMark } from '../../../contract/review-records.ts'
import type { CallId } from '../../../domain/values.ts'
import { formatDuration, useTexts } from '../../i18n/index.ts'
import { isComposing } from '../../ui/keys.ts'
import classes from './Marks.module.css'
import { type MarkDraft, useMarks } from './marks-store.ts'

/** Every marker and comment of a recording in the order of time; versions written apart stand side by side. */
export function MarkList(props: {
  callId: CallId
  marks: readonly CurrentMark[]
  onGo: (seconds: number) => void
  onEdit: (draft: MarkDraft) => void
}) {
  const { t } = useTexts()
  const remove = useMarks((state) => state.remove)
  if (props.marks.length === 0) return null
  return (
    <ul className={classes.list} aria-label={t('player.marks.list')}>
      {props.marks.map(({ id, heads }) =>
        heads.map(({ hash, record }, version) => {
          const time =
            record.toMs === undefined
              ? formatDuration(record.fromMs)
              : `${formatDuration(record.fromMs)}–${formatDuration(record.toMs)}`
          return (
            <li key={hash} className={classes.mark}>
              {record.text === '' ? (
                <IconFlag size={15} stroke={1.7} aria-hidden="true" />
              ) : (
                <IconMessage size={15} stroke={1.7} aria-hidden="true" />
              )}
              <button type="button" className={classes.time} onClick={() => props.onGo(record.fromMs / 1000)}>
                {time}
              </button>
              <span className={classes.text}>
                {record.text === '' ? <em>{t('player.marks.marker')}</em> : record.text}
                {heads.length > 1 ? (
                  <b className={classes.apart}>
                    {t('player.marks.apart', { number: version + 1, count: heads.length })}
                  </b>
                ) : null}
              </span>
              <span className={classes.by}>{record.by.name}</span>
              <Tooltip label={t('player.marks.edit')}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={t('player.marks.editAt', { time })}
                  onClick={() =>
                    props.onEdit({ id, fromMs: record.fromMs, toMs: record.toMs, text: record.text })
                  }
                >
                  <IconPencil size={14} stroke={1.7} />
                </ActionIcon>
              </Tooltip>
              <Tooltip label={t('player.marks.remove')}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={t('player.marks.removeAt', { time })}
                  onClick={() => remove(props.callId, id)}
                >
                  <IconTrash size={14} stroke={1.7} />
                </ActionIcon>
              </Tooltip>
            </li>
          )
        }),
      )}
    </ul>
  )
}

/** Where a comment is written; Enter keeps it. */
export function MarkForm(props: { callId: CallId; draft: MarkDraft; onDone: () => void }) {
  const { callId, draft, onDone } = props
  const { t } = useTexts()
  const save = useMarks((state) => state.save)
  const error = useMarks((state) => state.error)
  const [text, setText] = useState(draft.text)
  const [busy, setBusy] = useState(false)
  const keep = async () => {
    setBusy(true)
    const kept = await save(callId, { ...draft, text: text.trim() })
    setBusy(false)
    if (kept) onDone()
  }
  const press = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Escape') onDone()
    else if (event.key === 'Enter' && !event.shiftKey) keep()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const span = draft.toMs === undefined ? '' : `–${formatDuration(draft.toMs)}`
  return (
    <div className={classes.form}>
      <Textarea
        label={t('player.marks.commentAt', { time: `${formatDuration(draft.fromMs)}${span}` })}
        placeholder={t('player.marks.placeholder')}
        value={text}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={4000}
        data-autofocus
        autoFocus
        error={error?.message}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
      />
      <div className={classes.acts}>
        <Button size="xs" loading={busy} onClick={keep}>
          {t('player.marks.save')}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  )
}
