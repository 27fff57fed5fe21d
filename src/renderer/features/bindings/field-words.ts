import { formatSpan, type Language, type Translate } from '../../i18n/index.ts'

const NAMED = [
  'direction',
  'callbackLife',
  'pairLife',
  'life',
  'lastMinVoice',
  'waitToneA',
  'waitToneB',
  'waitToneX',
  'sms',
  'record',
  'recordHintTone',
  'noCallback',
  'on',
  'userData',
  'extension',
] as const

/** The name of a setting of a binding as a person reads it; one that has none is told as it is. */
export function fieldWords(name: string, t: Translate): string {
  if (name === 'maxDurationMinutes') return t('bindings.facts.limit')
  const bare = name.replace(/S$/, '')
  const known = NAMED.find((one) => one === bare)
  return known === undefined ? name.toUpperCase() : t(`bindings.fields.${known}`)
}

/** A value of a setting, which comes as text, in words. */
export function valueWords(name: string, value: string, t: Translate, language: Language): string {
  if (value === 'true' || value === 'false') {
    return t(value === 'true' ? 'bindings.facts.yes' : 'bindings.facts.no')
  }
  if (name === 'direction' && (value === 'both' || value === 'fromA' || value === 'toA')) {
    return t(`bindings.direction.axb.${value}`)
  }
  const number = Number(value)
  if (!/^\d+$/.test(value)) return value
  if (name === 'lifeS' || name === 'callbackLifeS' || name === 'pairLifeS') {
    return number === 0 ? t('bindings.life.units.never') : formatSpan(number * 1000, language)
  }
  if (name === 'maxDurationMinutes') {
    return number === 0 ? t('bindings.facts.noLimit') : t('common.minutes', { count: number })
  }
  return value
}
