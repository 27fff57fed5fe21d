import { ActionIcon, CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { withoutSeals } from '../../domain/phone/index.ts'

/** Copies a value, a masked number as it is shown; the tick stays long enough to be seen. */
export function CopyIcon(props: { value: string; label: string; done: string }) {
  return (
    <CopyButton value={withoutSeals(props.value)} timeout={1600}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? props.done : props.label}>
          <ActionIcon
            variant="subtle"
            color={copied ? 'teal' : 'gray'}
            size="sm"
            aria-label={copied ? props.done : props.label}
            onClick={copy}
          >
            {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  )
}
