import { Select } from '@mantine/core'
import { useEffect } from 'react'
import type { Call } from '../../../contract/calls.ts'
import { useTexts } from '../../i18n/index.ts'
import { codesFor, owesWrapUp } from './codes.ts'
import { useAnnotations } from './store.ts'

/** The wrap-up code of a call; nothing where no codes are kept. */
export function WrapUpSelect(props: { call: Call; size?: 'xs' | 'sm'; id?: string }) {
  const { call } = props
  const { t } = useTexts()
  const kept = useAnnotations((state) => state.byCall.get(call.id))
  const codes = useAnnotations((state) => state.codes)
  const change = useAnnotations((state) => state.change)
  const read = useAnnotations((state) => state.read)
  const owed = useAnnotations((state) => owesWrapUp(state, call))
  useEffect(() => {
    if (kept === undefined) read(call.id)
  }, [kept, read, call.id])
  const offered = codesFor(codes, call.profileId, kept?.wrapUp)
  if (offered.length === 0) return null
  const missing = owed && kept !== undefined
  return (
    <Select
      {...(props.id === undefined ? {} : { id: props.id })}
      size={props.size ?? 'sm'}
      aria-label={t('annotations.wrapUp.label')}
      placeholder={t(missing ? 'annotations.wrapUp.missing' : 'annotations.wrapUp.choose')}
      error={missing}
      clearable
      data={offered.map(({ id, label }) => ({ value: id, label }))}
      value={kept?.wrapUp ?? null}
      onChange={(wrapUp) => change(call.id, { wrapUp })}
    />
  )
}
