import { ActionIcon, Tooltip } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { groupNumber } from '../../domain/phone/index.ts'
import { isSealedNumber } from '../../domain/values.ts'
import { useTexts } from '../i18n/index.ts'
import { useNumberMasking } from './number-masking.tsx'

/** Shows a masked number in full for a while. Nothing stands here while numbers are not masked. */
export function RevealNumber(props: { number: string; callId?: string | undefined }) {
  const { number } = props
  const { t } = useTexts()
  const { revealed, reveal, hide } = useNumberMasking()
  if (!isSealedNumber(number)) return null
  const shown = revealed.has(number)
  const label = t(shown ? 'privacy.hide' : 'privacy.reveal', { number: groupNumber(number) })
  return (
    <Tooltip label={shown ? label : t('privacy.revealHint')}>
      <ActionIcon
        variant="subtle"
        color={shown ? 'orange' : 'gray'}
        size="sm"
        aria-label={label}
        aria-pressed={shown}
        onClick={() => (shown ? hide(number) : reveal(number, props.callId))}
      >
        {shown ? <IconEyeOff size={15} /> : <IconEye size={15} />}
      </ActionIcon>
    </Tooltip>
  )
}
