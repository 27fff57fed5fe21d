import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import type { Binding } from '../../../contract/bindings.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { formatSpan, type Language, type Translate, useTexts } from '../../i18n/index.ts'
import { Fact, Facts } from '../../ui/Facts.tsx'
import { CodeFact, MomentFact, NumberFact } from '../../ui/FactValues.tsx'
import { batchRoute } from '../../ui/routes.ts'
import { useProfiles } from '../profiles/index.ts'

/** What is known of a binding, each with its name: numbers, ids to quote, times with UTC, settings. */
export function BindingFacts(props: { binding: Binding }) {
  const { binding } = props
  const { t, language } = useTexts()
  const profile = useProfiles((state) => state.list.find(({ id }) => id === binding.profileId)?.name)
  return (
    <Facts>
      <Fact name="A">
        <NumberFact number={binding.a} />
      </Fact>
      {binding.b === undefined ? null : (
        <Fact name="B">
          <NumberFact number={binding.b} />
        </Fact>
      )}
      <Fact name="X">
        {binding.x === undefined ? t('bindings.xNotKnown') : <NumberFact number={binding.x} />}
      </Fact>
      {binding.extension === undefined ? null : (
        <Fact name={t('bindings.fields.extension')}>
          <span className="tabular">{binding.extension}</span>
        </Fact>
      )}
      {binding.subscriptionId === undefined ? null : (
        <Fact name={t('bindings.facts.subscriptionId')}>
          <CodeFact code={binding.subscriptionId} copyLabel={t('bindings.facts.copyId')} />
        </Fact>
      )}
      <Fact name={t('bindings.facts.profile')}>{profile ?? t('calls.facts.removedProfile')}</Fact>
      <Fact name={t('bindings.facts.origin')}>
        <Origin binding={binding} />
      </Fact>
      {binding.boundAt === undefined ? null : (
        <Fact name={t('bindings.facts.boundAt')}>
          <MomentFact at={binding.boundAt} />
        </Fact>
      )}
      {binding.expiresAt === undefined ? null : (
        <Fact name={t('bindings.facts.expiresAt')}>
          <MomentFact at={binding.expiresAt} />
        </Fact>
      )}
      {binding.endedAt === undefined ? null : (
        <Fact name={t('bindings.facts.endedAt')}>
          <MomentFact at={binding.endedAt} />
        </Fact>
      )}
      <Fact name={t('bindings.facts.checkedAt')}>
        {binding.checkedAt === undefined ? t('bindings.facts.never') : <MomentFact at={binding.checkedAt} />}
      </Fact>
      {settingsOf(binding, t, language).map(([name, value]) => (
        <Fact key={name} name={name}>
          {value}
        </Fact>
      ))}
    </Facts>
  )
}

function Origin(props: { binding: Binding }) {
  const { origin, batchId, row } = props.binding
  const { t } = useTexts()
  if (origin !== 'batch' || batchId === undefined) return <>{t(`bindings.origin.${origin}`)}</>
  return (
    <Anchor component={Link} href={batchRoute(batchId)} inherit>
      {t('bindings.origin.row', { row: row ?? 0 })}
    </Anchor>
  )
}

/** Settings that are known and say something, in words. */
function settingsOf(binding: Binding, t: Translate, language: Language): [string, string][] {
  const { settings, mode } = binding
  const yes = (value: boolean) => t(value ? 'bindings.facts.yes' : 'bindings.facts.no')
  const span = (seconds: number) =>
    seconds === 0 ? t('bindings.life.units.never') : formatSpan(seconds * 1000, language)
  const tone = (name: 'recordHintTone' | 'lastMinVoice' | 'waitToneA' | 'waitToneB' | 'waitToneX') => {
    const value = settings[name]
    return value === undefined ? [] : [[t(`bindings.fields.${name}`), value] as [string, string]]
  }
  const { direction, lifeS, callbackLifeS, pairLifeS, record, maxDurationMinutes, sms, on } = settings
  const { noCallback, userData } = settings
  return [
    ...(direction === undefined || mode === 'axe'
      ? []
      : [[t('bindings.fields.direction'), t(`bindings.direction.${mode}.${direction}`)] as [string, string]]),
    ...(lifeS === undefined ? [] : [[t('bindings.fields.life'), span(lifeS)] as [string, string]]),
    ...(callbackLifeS === undefined
      ? []
      : [[t('bindings.fields.callbackLife'), span(callbackLifeS)] as [string, string]]),
    ...(pairLifeS === undefined
      ? []
      : [
          [
            t('bindings.fields.pairLife'),
            pairLifeS === 0 ? t('bindings.fields.pairNever') : span(pairLifeS),
          ] as [string, string],
        ]),
    ...(record === undefined ? [] : [[t('bindings.fields.record'), yes(record)] as [string, string]]),
    ...tone('recordHintTone'),
    ...(maxDurationMinutes === undefined
      ? []
      : [
          [
            t('bindings.facts.limit'),
            maxDurationMinutes === 0
              ? t('bindings.facts.noLimit')
              : t('common.minutes', { count: maxDurationMinutes }),
          ] as [string, string],
        ]),
    ...tone('lastMinVoice'),
    ...(sms === undefined ? [] : [[t('bindings.fields.sms'), yes(sms)] as [string, string]]),
    ...(on === undefined ? [] : [[t('bindings.fields.on'), yes(on)] as [string, string]]),
    ...tone('waitToneA'),
    ...tone('waitToneB'),
    ...tone('waitToneX'),
    ...(noCallback === undefined
      ? []
      : [
          [
            t('bindings.fields.noCallback'),
            noCallback.by === 'tone'
              ? t('bindings.facts.noCallbackTone', { tone: noCallback.tone })
              : t('bindings.facts.noCallbackNumber', { number: groupNumber(noCallback.number) }),
          ] as [string, string],
        ]),
    ...(userData === undefined ? [] : [[t('bindings.fields.userData'), userData] as [string, string]]),
  ]
}
