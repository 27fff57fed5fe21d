import { Button } from '@mantine/core'
import { IconPhoneOff } from '@tabler/icons-react'
import type { Call } from '../../../contract/calls.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { canHangUp, isOver } from './selectors.ts'
import { useCalls } from './store.ts'

/** The one red button. It stays in its place until the end of the call has been told. */
export function HangUp(props: { call: Call }) {
  const { call } = props
  const { t } = useTexts()
  const online = useOnline()
  const hangUp = useCalls((state) => state.hangUp)
  const acting = useCalls((state) => state.acting.has(call.id))
  if (isOver(call) || call.phase === 'unknown') return null
  const under = acting || call.stopping
  return (
    <Button
      color="red"
      leftSection={<IconPhoneOff size={17} stroke={1.75} aria-hidden="true" />}
      loading={acting}
      disabled={!online || under || !canHangUp(call)}
      onClick={() => hangUp(call.id)}
    >
      {t(under ? 'calls.hangingUp' : 'calls.hangUp')}
    </Button>
  )
}
