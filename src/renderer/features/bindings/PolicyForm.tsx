import { Button, NumberInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { BindingPolicy } from '../../../contract/bindings.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { showToast } from '../../ui/toast.ts'
import { useAct } from '../../ui/use-act.ts'
import { usePrivateNumbers } from './numbers-store.ts'
import classes from './PolicyForm.module.css'

/** How long a number rests before other people get it, and how fast files are bound. */
export function PolicyForm() {
  const { t } = useTexts()
  const online = useOnline()
  const kept = usePrivateNumbers((state) => state.policy)
  const setPolicy = usePrivateNumbers((state) => state.setPolicy)
  const [typed, setTyped] = useState<Partial<BindingPolicy>>({})
  const { busy, error, act } = useAct(errorOf)
  if (kept === undefined) return null
  const policy = { ...kept, ...typed }
  const changed =
    policy.coolOffHours !== kept.coolOffHours || policy.requestsPerSecond !== kept.requestsPerSecond
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act(async () => {
      await setPolicy(policy)
      setTyped({})
      showToast(t, { message: t('common.saved') })
    })
  }
  return (
    <Section title={t('privateNumbers.policy.title')}>
      <form className={classes.form} onSubmit={submit}>
        <NumberInput
          label={t('privateNumbers.policy.coolOff')}
          description={t('privateNumbers.policy.coolOffHint')}
          min={0}
          max={8760}
          allowDecimal={false}
          clampBehavior="strict"
          value={policy.coolOffHours}
          onChange={(value) => {
            if (typeof value === 'number') setTyped({ ...typed, coolOffHours: value })
          }}
        />
        <NumberInput
          label={t('privateNumbers.policy.pace')}
          description={t('privateNumbers.policy.paceHint')}
          min={0.1}
          max={100}
          decimalScale={1}
          value={policy.requestsPerSecond}
          onChange={(value) => {
            if (typeof value === 'number') setTyped({ ...typed, requestsPerSecond: value })
          }}
        />
        <ErrorNotice error={error} />
        <Button
          type="submit"
          variant="default"
          className={classes.act}
          disabled={!online || !changed || policy.requestsPerSecond < 0.1}
          loading={busy}
        >
          {t('privateNumbers.policy.save')}
        </Button>
      </form>
    </Section>
  )
}
