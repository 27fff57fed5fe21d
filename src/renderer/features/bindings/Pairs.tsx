import { Button, Checkbox } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { PairTerms } from '../../../contract/binding-terms.ts'
import type { Binding, BindingPair } from '../../../contract/bindings.ts'
import { checkPair, stops } from '../../../domain/bindings/index.ts'
import { parseDialled } from '../../../domain/phone/parse.ts'
import { errorOf } from '../../client/index.ts'
import { formatMoment, joinSentences, useTexts } from '../../i18n/index.ts'
import { cleared } from '../../ui/cleared.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import { NumberField, PromptField } from '../dial/index.ts'
import { wordsOf } from './findings.ts'
import { LifeField } from './LifeField.tsx'
import { type Life, lifeSeconds, NEVER } from './life.ts'
import classes from './Pairs.module.css'
import { StateMark } from './StateMark.tsx'
import { useBindings } from './store.ts'
import { Unbind } from './Unbind.tsx'
import { problemWords } from './words.ts'
import { CityFields } from './XField.tsx'

/** AXYB: every B under the binding of A, each with the Y it is seen as; one more can be bound. */
export function Pairs(props: { binding: Binding }) {
  const { binding } = props
  const { t } = useTexts()
  const active = binding.pairs.filter(({ state }) => state === 'active').length
  return (
    <Section title={t('bindings.pairs.title', { count: active })} hint={t('bindings.pairs.hint')}>
      <div className={classes.pairs}>
        {binding.pairs.length === 0 ? null : (
          <ul className={classes.list} aria-label={t('bindings.pairs.list')}>
            {binding.pairs.map((pair) => (
              <Pair key={pair.id} binding={binding} pair={pair} />
            ))}
          </ul>
        )}
        {binding.state === 'active' ? <NewPair binding={binding} /> : null}
      </div>
    </Section>
  )
}

function Pair(props: { binding: Binding; pair: BindingPair }) {
  const { binding, pair } = props
  const { t, language } = useTexts()
  const online = useOnline()
  const settle = useBindings((state) => state.settle)
  const { busy, error, act } = useAct(errorOf)
  const problem = pair.problem === undefined ? undefined : problemWords(pair.problem, language)
  return (
    <li className={classes.pair}>
      <StateMark state={pair.state} />
      <span className={classes.who}>
        B <NumberText number={pair.b} />
      </span>
      <span className={classes.y}>
        Y {pair.y === undefined ? t('bindings.xNotKnown') : <NumberText number={pair.y} />}
      </span>
      <span className={classes.life}>
        {pair.expiresAt === undefined
          ? ''
          : t('bindings.pairs.until', { time: formatMoment(pair.expiresAt, language) })}
      </span>
      <span className={classes.acts}>
        {pair.state === 'unknown' ? (
          <>
            <Button
              size="compact-sm"
              variant="default"
              disabled={!online}
              loading={busy}
              onClick={() => act(() => settle(binding.id, pair.id, 'bound'))}
            >
              {t('bindings.unknown.bound')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={!online || busy}
              onClick={() => act(() => settle(binding.id, pair.id, 'notBound'))}
            >
              {t('bindings.unknown.notBound')}
            </Button>
          </>
        ) : null}
        {pair.state === 'active' ? <Unbind binding={binding} pair={pair} /> : null}
      </span>
      {problem === undefined || pair.state === 'active' ? null : (
        <p className={classes.problem}>{joinSentences(language, problem.message, problem.remedy)}</p>
      )}
      <ErrorNotice error={error} />
    </li>
  )
}

function NewPair(props: { binding: Binding }) {
  const { binding } = props
  const { t, language } = useTexts()
  const online = useOnline()
  const bindPair = useBindings((state) => state.bindPair)
  const [b, setB] = useState('')
  const [city, setCity] = useState<{ areaCode: string; match: 'strict' | 'loose' }>({
    areaCode: binding.areaCode ?? '',
    match: 'loose',
  })
  const [ownLife, setOwnLife] = useState(false)
  const [life, setLife] = useState<Life>(NEVER)
  const [tone, setTone] = useState('')
  const { busy, error, act } = useAct(errorOf)
  const parsed = parseDialled(b)
  const read = PairTerms.safeParse({
    b: parsed.ok ? parsed.number : '',
    ...(city.areaCode.trim() === ''
      ? {}
      : { y: { by: 'city', areaCode: city.areaCode.trim(), match: city.match } }),
    ...(ownLife ? { lifeS: lifeSeconds(life) } : {}),
    ...(tone.trim() === '' ? {} : { waitToneY: tone.trim() }),
  })
  const findings = read.success
    ? checkPair(read.data, { a: binding.a, x: binding.x, lifeS: binding.settings.lifeS })
    : []
  const ready = online && read.success && !stops(findings)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ready || busy) return
    act(async () => {
      await bindPair(binding.id, read.data)
      setB(cleared(b))
    })
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={t('bindings.pairs.add')}>
      <NumberField
        label={t('bindings.pairs.b')}
        value={b}
        error={wordsOf(findings, 'b', language).error}
        onChange={setB}
      />
      <PromptField
        label={t('bindings.pairs.tone')}
        profileId={binding.profileId}
        value={tone}
        wrong={wordsOf(findings, 'waitToneY', language).error !== undefined}
        onChange={setTone}
      />
      <div className={classes.wide}>
        <CityFields
          form={city}
          hint={t('bindings.pairs.cityHint')}
          onChange={(change) => setCity({ ...city, ...change })}
        />
      </div>
      <Checkbox
        className={classes.wide}
        label={t('bindings.pairs.ownLife')}
        checked={ownLife}
        onChange={(event) => setOwnLife(event.currentTarget.checked)}
      />
      {ownLife ? (
        <LifeField
          label={t('bindings.fields.pairLife')}
          value={life}
          units={['never', 'minutes', 'hours', 'days', 'seconds']}
          never={t('bindings.fields.pairNever')}
          words={wordsOf(findings, 'lifeS', language)}
          onChange={setLife}
        />
      ) : null}
      <div className={classes.wide}>
        <ErrorNotice error={error} />
      </div>
      <Button type="submit" variant="default" className={classes.add} disabled={!ready} loading={busy}>
        {t('bindings.pairs.add')}
      </Button>
    </form>
  )
}
