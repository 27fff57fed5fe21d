import { Button, SegmentedControl, Switch } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import { IconCircleCheck, IconCircleMinus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { Profile } from '../../../contract/profiles.ts'
import type { RoutingTrial } from '../../../contract/routing.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { parseDialled } from '../../../domain/phone/parse.ts'
import { isUtcMs, must } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import { NumberField } from '../dial/index.ts'
import { planOf } from './form.ts'
import { useRouting } from './store.ts'
import classes from './Trial.module.css'
import { usePlan } from './use-plan.ts'
import { XChoice } from './XChoice.tsx'

/** What would happen if somebody called or texted X. Nothing is sent; rules that are not kept yet count. */
export function Trial(props: { profile: Profile }) {
  const { profile } = props
  const { t } = useTexts()
  const online = useOnline()
  const { form, changed } = usePlan(profile.id)
  const attempt = useRouting((state) => state.try)
  const [of, setOf] = useState<'call' | 'message'>(profile.service === 'ax' ? 'message' : 'call')
  const [x, setX] = useState(() => {
    const first = profile.privateNumbers?.[0]
    return first === undefined ? '' : groupNumber(first)
  })
  const [caller, setCaller] = useState('')
  const [at, setAt] = useState<string | null>(null)
  const [answer, setAnswer] = useState<RoutingTrial>()
  const { busy, error, act } = useAct(errorOf)
  const readX = parseDialled(x)
  const readCaller = parseDialled(caller)
  const plan = changed ? planOf(form) : undefined
  const incomplete = changed && plan === undefined
  const ready = online && readX.ok && readCaller.ok && !incomplete

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ready || busy) return
    act(async () => {
      const moment = at === null ? Date.now() : new Date(at.replace(' ', 'T')).getTime()
      setAnswer(
        await attempt(
          profile.id,
          { for: of, x: readX.number, caller: readCaller.number, at: must(moment, isUtcMs, 'time') },
          plan,
        ),
      )
    })
  }
  const forget = () => setAnswer(undefined)

  return (
    <div className={classes.trial}>
      <h2 className={classes.title}>{t('routing.try.title')}</h2>
      <p className={classes.hint}>{t('routing.try.hint')}</p>
      <form className={classes.form} onSubmit={submit} noValidate>
        {profile.service === 'ax' ? null : (
          <SegmentedControl
            className={classes.wide}
            aria-label={t('routing.try.what')}
            data={(['call', 'message'] as const).map((value) => ({
              value,
              label: t(`routing.kind.${value}`),
            }))}
            value={of}
            onChange={(value) => {
              setOf(value === 'message' ? 'message' : 'call')
              forget()
            }}
          />
        )}
        <NumberField
          label={t('routing.try.caller')}
          value={caller}
          onChange={(text) => {
            setCaller(text)
            forget()
          }}
        />
        <XChoice
          profile={profile}
          label={t('routing.try.x')}
          required
          value={x}
          onChange={(text) => {
            setX(text)
            forget()
          }}
        />
        <Switch
          label={t('routing.try.now')}
          checked={at === null}
          onChange={(event) => {
            setAt(event.currentTarget.checked ? null : pickerText(Date.now()))
            forget()
          }}
        />
        {at === null ? null : (
          <DateTimePicker
            label={t('routing.try.at')}
            valueFormat="YYYY-MM-DD HH:mm"
            value={at}
            onChange={(value) => {
              setAt(value)
              forget()
            }}
          />
        )}
        <Button type="submit" className={classes.act} disabled={!ready} loading={busy}>
          {t('routing.try.act')}
        </Button>
        {incomplete ? <p className={classes.hint}>{t('routing.try.incomplete')}</p> : null}
      </form>
      <ErrorNotice error={error} />
      {answer === undefined ? null : <Answer answer={answer} of={of} profile={profile} />}
    </div>
  )
}

/** `yyyy-MM-dd HH:mm:ss` of the local clock, as the picker takes it. */
function pickerText(at: number): string {
  const day = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())} ${two(day.getHours())}:${two(day.getMinutes())}:00`
}

function Answer(props: { answer: RoutingTrial; of: 'call' | 'message'; profile: Profile }) {
  const { answer, profile } = props
  const { t } = useTexts()
  const { form } = usePlan(profile.id)
  const names = new Map(form.rules.map(({ id, name }) => [id, name]))
  const through = answer.did === 'connect' || answer.did === 'pass'
  const to = answer.to === undefined ? '' : groupNumber(answer.to)
  const tone = answer.answer.do === 'close' ? answer.answer.hintTone : undefined
  const did =
    answer.did === 'close' && tone !== undefined
      ? t('routing.does.closeWith', { tone })
      : t(`routing.does.${answer.did}`, { to })
  return (
    <>
      <div role="status">
        <Notice tone={through ? 'good' : 'warn'} title={did}>
          {answer.ruleId === undefined
            ? t('routing.try.byDefault')
            : t('routing.try.byRule', { name: names.get(answer.ruleId) ?? answer.ruleId })}
        </Notice>
      </div>
      {answer.steps.length === 0 ? null : (
        <Section title={t('routing.try.steps')}>
          <ol className={classes.steps}>
            {answer.steps.map(({ ruleId, verdict }) => (
              <li key={ruleId} data-fits={verdict === 'fits' || undefined}>
                {verdict === 'fits' ? (
                  <IconCircleCheck size={16} stroke={1.75} aria-hidden="true" />
                ) : (
                  <IconCircleMinus size={16} stroke={1.75} aria-hidden="true" />
                )}
                <span>{names.get(ruleId) ?? ruleId}</span>
                <span>{t(`routing.verdict.${verdict}`)}</span>
              </li>
            ))}
          </ol>
        </Section>
      )}
      <Section title={t('routing.try.json')}>
        <ScrollRegion label={t('routing.try.json')}>
          <pre className={classes.json}>{answer.json}</pre>
        </ScrollRegion>
      </Section>
    </>
  )
}
