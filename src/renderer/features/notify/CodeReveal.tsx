import { Button } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import type { CallId } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useAct } from '../../ui/use-act.ts'
import { useNotify } from './store.ts'

/** The code of a call, shown for a short time when a person asks; it is kept in memory for ten minutes only. */
export function CodeReveal(props: { callId: CallId }) {
  const { callId } = props
  const { t } = useTexts()
  const asked = useNotify((state) => state.shown.has(callId))
  const code = useNotify((state) => state.shown.get(callId))
  const show = useNotify((state) => state.showCode)
  const { busy, error, act } = useAct(errorOf)
  if (asked) {
    return (
      <span className="tabular" role="status">
        {code === undefined ? t('notify.code.forgotten') : t('notify.code.is', { code })}
      </span>
    )
  }
  return (
    <Button
      variant="default"
      size="xs"
      loading={busy}
      leftSection={<IconEye size={15} stroke={1.75} aria-hidden="true" />}
      onClick={() => act(() => show(callId))}
    >
      {error === undefined ? t('notify.code.show') : error.message}
    </Button>
  )
}
