import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './Retention.module.css'
import { type HeldCalls, useRetention } from './store.ts'

const LONGEST_REASON = 200

/** The reason, and what can be done with it. */
export function HoldForm(props: {
  calls: HeldCalls
  acts: readonly ('place' | 'lift')[]
  onDone: (how: 'place' | 'lift', changed: number) => void
}) {
  const { t } = useTexts()
  const online = useOnline()
  const changeHold = useRetention((state) => state.changeHold)
  const { busy, error, act } = useAct(errorOf)
  const [reason, setReason] = useState('')
  const change = (how: 'place' | 'lift') =>
    act(async () => {
      props.onDone(how, await changeHold(how, props.calls, reason.trim()))
      setReason('')
    })
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        const [only, other] = props.acts
        if (only !== undefined && other === undefined && reason.trim() !== '') change(only)
      }}
    >
      <TextInput
        label={t('retention.hold.reason')}
        maxLength={LONGEST_REASON}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ErrorNotice error={error} />
      <div className={classes.acts}>
        {props.acts.map((how, at) => (
          <Button
            key={how}
            type={props.acts.length === 1 ? 'submit' : 'button'}
            variant={at === 0 ? 'filled' : 'default'}
            loading={busy}
            disabled={!online || reason.trim() === ''}
            onClick={props.acts.length === 1 ? undefined : () => change(how)}
          >
            {t(`retention.hold.${how}`)}
          </Button>
        ))}
      </div>
    </form>
  )
}
