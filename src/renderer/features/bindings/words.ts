import type { Binding } from '../../../contract/bindings.ts'
import { type BoundMode, type Direction, MODE_FACTS } from '../../../domain/bindings/index.ts'
import { explainError, explainResult } from '../../../domain/explain/index.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import {
  formatClock,
  formatMoment,
  formatSpan,
  formatWeekday,
  joinSentences,
  type Language,
  type Translate,
} from '../../i18n/index.ts'

/** Whom and what a binding is about, as far as it is known yet. */
export type Parties = {
  readonly mode: BoundMode
  readonly direction: Direction
  readonly a?: string | undefined
  readonly b?: string | undefined
  readonly x?: string | undefined
  readonly y?: string | undefined
  readonly areaCode?: string | undefined
  readonly extension?: string | undefined
}

const named = (number: string | undefined, else_: string): string =>
  number === undefined || number === '' ? else_ : groupNumber(number)

/** Who dials whom and sees which number, in sentences. */
export function courseWords(parties: Parties, t: Translate): string {
  const { mode, direction, areaCode, extension } = parties
  const x =
    parties.x === undefined && areaCode !== undefined && areaCode !== ''
      ? t('bindings.who.xOfCity', { areaCode })
      : named(parties.x, t('bindings.who.x'))
  const params = {
    a: named(parties.a, 'A'),
    b: named(parties.b, 'B'),
    x,
    y: named(parties.y, 'Y'),
    extension: extension === undefined || extension === '' ? t('bindings.who.extension') : extension,
  }
  return mode === 'axe' ? t('bindings.course.axe', params) : t(`bindings.course.${mode}.${direction}`, params)
}

/** A binding by the numbers of its people: what one looks for in a list. */
export function titleOf(
  binding: Pick<Binding, 'a' | 'b' | 'mode' | 'extension' | 'pairs'>,
  t: Translate,
): string {
  const a = groupNumber(binding.a)
  if (binding.b !== undefined) return t('bindings.title.axb', { a, b: groupNumber(binding.b) })
  if (binding.mode === 'axe' && binding.extension !== undefined) {
    return t('bindings.title.axe', { a, extension: binding.extension })
  }
  return binding.mode === 'axyb' ? t('bindings.title.axyb', { a, count: binding.pairs.length }) : a
}

const DAY_MS = 86_400_000

/** How long a binding still lives, and whether its end is near: the last tenth of its life, a day at the most. */
export function leftOf(
  binding: Pick<Binding, 'state' | 'boundAt' | 'expiresAt'>,
  now: number,
): { readonly ms: number; readonly soon: boolean } | undefined {
  if (binding.state !== 'active' || binding.expiresAt === undefined) return undefined
  const ms = Math.max(0, binding.expiresAt - now)
  const tenth = binding.boundAt === undefined ? DAY_MS : (binding.expiresAt - binding.boundAt) / 10
  return { ms, soon: ms < Math.min(DAY_MS, tenth) }
}

/** The end of a binding's life in a few words, for lists. */
export function lifeWords(binding: Binding, now: number, t: Translate, language: Language): string {
  const left = leftOf(binding, now)
  if (left !== undefined) return t('bindings.left', { left: formatSpan(left.ms, language) })
  if (binding.state === 'active') {
    const known = binding.settings.lifeS !== undefined || !MODE_FACTS[binding.mode].expires
    return t(known ? 'bindings.endsNever' : 'bindings.endsUnknown')
  }
  const at = binding.endedAt ?? binding.changedAt
  return `${formatWeekday(at, language)} ${formatClock(at, language)}`
}

/** Why a binding did not come about, in sentences. */
export function problemWords(
  problem: NonNullable<Binding['problem']>,
  language: Language,
): { readonly message: string; readonly remedy: string } {
  if (problem.resultcode !== undefined) {
    return explainResult(problem.resultcode, problem.httpStatus, language)
  }
  return explainError('platform.unreachable', { cause: problem.cause ?? '' }, language)
}

/** What the platform will do, told before it is asked. */
export function nextWords(
  options: {
    readonly lifeS: number | undefined
    readonly record: boolean
    readonly maxDurationMinutes: number
    readonly sms: boolean | undefined
  },
  now: number,
  t: Translate,
  language: Language,
): string {
  const { lifeS, maxDurationMinutes } = options
  return joinSentences(
    language,
    lifeS === undefined
      ? undefined
      : lifeS === 0
        ? t('bindings.next.forever')
        : t('bindings.next.until', { time: formatMoment(now + lifeS * 1000, language) }),
    options.record ? t('bindings.next.record') : undefined,
    maxDurationMinutes > 0 ? t('bindings.next.limit', { count: maxDurationMinutes }) : undefined,
    options.sms === false ? t('bindings.next.noSms') : undefined,
  )
}
