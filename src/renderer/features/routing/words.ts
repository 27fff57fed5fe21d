import { groupNumber } from '../../../domain/phone/index.ts'
import { parseDialled } from '../../../domain/phone/parse.ts'
import type { Language, Translate } from '../../i18n/index.ts'
import type { RuleForm } from './form.ts'

const shown = (text: string): string => {
  const parsed = parseDialled(text)
  return parsed.ok ? groupNumber(parsed.number) : text
}

/** 2026-01-05 is a Monday. */
const weekday = (day: number, language: Language): string =>
  new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2026, 0, 4 + day))

export const dayWords = (language: Language): { value: string; label: string }[] =>
  [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekday(day, language) }))

/** Days that follow each other as from–to, others one by one. */
function daysWords(days: readonly number[], t: Translate, language: Language): string {
  if (days.length === 7) return t('routing.any.day')
  const [first = 1] = days
  const last = days.at(-1) ?? 1
  const inRow = days.length > 2 && last - first === days.length - 1
  return inRow
    ? t('routing.on.days', { from: weekday(first, language), to: weekday(last, language) })
    : days.map((day) => weekday(day, language)).join(t('bindings.history.and'))
}

/** When a rule fits, in a few words. */
export function conditionWords(rule: RuleForm, t: Translate, language: Language): string {
  const days = [...rule.days].sort()
  return [
    rule.x.trim() === '' ? t('routing.any.x') : t('routing.on.x', { x: shown(rule.x) }),
    rule.callerBy === 'anybody'
      ? t('routing.any.caller')
      : rule.callerBy === 'number'
        ? t('routing.on.caller', { caller: shown(rule.caller) })
        : t('routing.on.prefix', { digits: rule.digits }),
    ...(rule.always
      ? []
      : [
          t('routing.on.when', {
            days: daysWords(days, t, language),
            from: rule.from,
            to: rule.to,
          }),
        ]),
  ].join(' · ')
}

/** What a rule does, in a few words. */
export function answerWords(rule: RuleForm, t: Translate): string {
  if (rule.through) {
    return t(rule.for === 'call' ? 'routing.does.connect' : 'routing.does.pass', {
      to: rule.callee.trim() === '' ? '…' : shown(rule.callee),
    })
  }
  if (rule.for === 'message') return t('routing.does.drop')
  return rule.hintTone.trim() === ''
    ? t('routing.does.close')
    : t('routing.does.closeWith', { tone: rule.hintTone })
}
