import { Button, Popover } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Call } from '../../../contract/calls.ts'
import type { CallId } from '../../../domain/values.ts'
import { useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { showToast } from '../../ui/toast.ts'
import { OrderForm } from './OrderForm.tsx'
import { type Order, useReview } from './store.ts'

/** Puts a call on the list of those to be reviewed; only what was recorded can be heard. */
export function AddToReview(props: { call: Call }) {
  const { call } = props
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  if (call.recording !== 'made') return null
  return (
    <Popover opened={open} onChange={setOpen} width={300} trapFocus position="bottom-end">
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconListCheck size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => setOpen(!open)}
        >
          {t('review.add.open')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Adding callId={call.id} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Adding(props: { callId: CallId; onDone: () => void }) {
  const { t } = useTexts()
  const watch = useReview((state) => state.watch)
  const phase = useReview((state) => state.phase)
  const error = useReview((state) => state.error)
  const enqueue = useReview((state) => state.enqueue)
  useEffect(() => watch(), [watch])
  const add = async (order: Order) => {
    const added = await enqueue(props.callId, order)
    if (added === undefined) return
    props.onDone()
    showToast(t, { message: t(added === 0 ? 'review.add.there' : 'review.add.done') })
  }
  return (
    <>
      <ErrorNotice error={error} />
      {phase === 'ready' ? <OrderForm act={t('review.add.act')} onOrder={add} /> : null}
    </>
  )
}
