import { Button, Modal, SegmentedControl, Textarea } from '@mantine/core'
import { IconEyeOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { CallId } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { formatDuration, useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useAct } from '../../ui/use-act.ts'
import type { Span } from './follow.ts'
import classes from './Marks.module.css'
import { useMarks } from './marks-store.ts'

/** Takes the chosen stretch out of the recording, after the person has said why. */
export function RedactButton(props: { callId: CallId; span: Span; onDone: () => void }) {
  const { callId, span } = props
  const { t } = useTexts()
  const redact = useMarks((state) => state.redact)
  const { busy, error, act } = useAct(errorOf)
  const [open, setOpen] = useState(false)
  const [fill, setFill] = useState<'silence' | 'tone'>('silence')
  const [reason, setReason] = useState('')
  const go = () =>
    act(async () => {
      await redact(callId, { fromMs: span.from * 1000, toMs: span.to * 1000 }, fill, reason.trim())
      setOpen(false)
      props.onDone()
    })
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconEyeOff size={15} stroke={1.7} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {t('player.redact.open')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t('player.redact.title', {
          from: formatDuration(span.from * 1000),
          to: formatDuration(span.to * 1000),
        })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <div className={classes.form}>
          <p className={classes.words}>{t('player.redact.text')}</p>
          <SegmentedControl
            aria-label={t('player.redact.fill')}
            value={fill}
            onChange={setFill}
            data={(['silence', 'tone'] as const).map((value) => ({
              value,
              label: t(`player.redact.${value}`),
            }))}
          />
          <Textarea
            label={t('player.redact.reason')}
            data-autofocus
            autosize
            minRows={2}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ErrorNotice error={error} />
          <div className={classes.acts}>
            <Button color="red" loading={busy} disabled={reason.trim() === ''} onClick={go}>
              {t('player.redact.act')}
            </Button>
            <Button variant="default" onClick={() => setOpen(false)}>
              {t('common.cancel')}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  )
}
