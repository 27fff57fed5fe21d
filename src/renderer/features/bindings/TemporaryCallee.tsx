import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { TemporaryCallee as CalleeTerms } from '../../../contract/binding-terms.ts'
import type { Binding } from '../../../contract/bindings.ts'
import { checkTemporaryCallee, stops } from '../../../domain/bindings/index.ts'
import { errorOf } from '../../client/index.ts'
import { formatMoment, formatSpan, useTexts } from '../../i18n/index.ts'
import { cleared } from '../../ui/cleared.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useNow } from '../../ui/use-now.ts'
import { NumberField } from '../dial/index.ts'
import { wordsOf } from './findings.ts'
import { calleeNumber } from './form.ts'
import { LifeField } from './LifeField.tsx'
import { type Life, lifeSeconds } from './life.ts'
import { useBindings } from './store.ts'
import classes from './TemporaryCallee.module.css'

const LONGEST_S = 259_200
const TICK_MS = 1000

/** AX: whom A reaches by the next call to X. It holds for one call, so it is set before each. */
export function TemporaryCallee(props: { binding: Binding }) {
  const { binding } = props
  const { t, language } = useTexts()
  const online = useOnline()
  const setTemporaryCallee = useBindings((state) => state.setTemporaryCallee)
  const [text, setText] = useState('')
  const [validity, setValidity] = useState<Life>({ amount: 10, unit: 'minutes' })
  const { busy, error, act } = useAct(errorOf)
  const set = binding.temporaryCallee
  const now = useNow(set === undefined ? undefined : TICK_MS)
  const read = CalleeTerms.safeParse({ number: calleeNumber(text), validS: lifeSeconds(validity) })
  const findings = read.success ? checkTemporaryCallee(read.data, binding.a) : []
  const ready = online && read.success && !stops(findings) && binding.state === 'active'

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ready || busy) return
    act(async () => {
      await setTemporaryCallee(binding.id, read.data)
      setText(cleared(text))
    })
  }

  return (
    <Section title={t('bindings.callee.title')} hint={t('bindings.callee.hint')}>
      <div className={classes.callee}>
        {set !== undefined && set.until > now ? (
          <Notice tone="good" title={t('bindings.callee.set')}>
            <NumberText number={set.number} />{' '}
            {t('bindings.callee.until', {
              time: formatMoment(set.until, language),
              left: formatSpan(set.until - now, language),
            })}
          </Notice>
        ) : null}
        {binding.state !== 'active' ? null : (
          <form className={classes.form} onSubmit={submit} noValidate>
            <NumberField
              label={t('bindings.callee.number')}
              hint={t('bindings.callee.numberHint')}
              services
              value={text}
              error={wordsOf(findings, 'number', language).error}
              onChange={setText}
            />
            <LifeField
              label={t('bindings.callee.valid')}
              value={validity}
              units={['minutes', 'hours', 'days', 'seconds']}
              longestS={LONGEST_S}
              onChange={setValidity}
            />
            <Button type="submit" variant="default" className={classes.act} disabled={!ready} loading={busy}>
              {t(set === undefined ? 'bindings.callee.act' : 'bindings.callee.replace')}
            </Button>
          </form>
        )}
        <ErrorNotice error={error} />
      </div>
    </Section>
  )
}
