import { RoutingPlan, RoutingRule } from '../../../contract/routing.ts'
import { fieldNumber } from '../../../domain/phone/index.ts'
import { parseDialled } from '../../../domain/phone/parse.ts'

/** A rule as it stands in the form: numbers and times as typed. */
export type RuleForm = {
  readonly id: string
  readonly name: string
  readonly enabled: boolean
  readonly for: 'call' | 'message'
  /** Empty: any number of the profile. */
  readonly x: string
  readonly callerBy: 'anybody' | 'number' | 'prefix'
  readonly caller: string
  readonly digits: string
  readonly always: boolean
  readonly days: readonly number[]
  readonly from: string
  readonly to: string
  /** connect and pass share the number, close and drop end it. */
  readonly through: boolean
  readonly callee: string
  readonly maxDurationMinutes: number
  readonly lastMinVoice: string
  readonly waitVoice: string
  readonly record: boolean
  readonly recordHintTone: string
  readonly hintTone: string
  readonly userData: string
}

export type PlanForm = {
  readonly rules: readonly RuleForm[]
  readonly closeTone: string
  readonly answerShape: RoutingPlan['answerShape']
}

export const EMPTY_PLAN: PlanForm = { rules: [], closeTone: '', answerShape: 'list' }

const NEW_RULE: Omit<RuleForm, 'id' | 'for'> = {
  name: '',
  enabled: true,
  x: '',
  callerBy: 'anybody',
  caller: '',
  digits: '',
  always: true,
  days: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '18:00',
  through: true,
  callee: '',
  maxDurationMinutes: 0,
  lastMinVoice: '',
  waitVoice: '',
  record: false,
  recordHintTone: '',
  hintTone: '',
  userData: '',
}

export const newRule = (id: string, of: RuleForm['for']): RuleForm => ({ ...NEW_RULE, id, for: of })

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Minutes of the day of `9:05`, up to 24:00; nothing of anything else. */
export function minuteOf(text: string): number | undefined {
  const match = /^(\d{1,2})[:：](\d{2})$/.exec(text.normalize('NFKC').trim())
  if (match === null) return undefined
  const minute = Number(match[1]) * 60 + Number(match[2])
  return Number(match[2]) < 60 && minute <= 1440 ? minute : undefined
}

function formOfRule(rule: RoutingRule): RuleForm {
  const { answer, when, caller } = rule
  return {
    ...newRule(rule.id, rule.for),
    name: rule.name,
    enabled: rule.enabled,
    x: rule.x === undefined ? '' : fieldNumber(rule.x),
    callerBy: caller?.by ?? 'anybody',
    caller: caller?.by === 'number' ? fieldNumber(caller.number) : '',
    digits: caller?.by === 'prefix' ? caller.digits : '',
    always: when === undefined,
    ...(when === undefined
      ? {}
      : { days: when.days, from: clock(when.fromMinute), to: clock(when.toMinute) }),
    through: answer.do === 'connect' || answer.do === 'pass',
    ...(answer.do === 'pass' ? { callee: fieldNumber(answer.to) } : {}),
    ...(answer.do === 'connect'
      ? {
          callee: fieldNumber(answer.callee),
          maxDurationMinutes: answer.maxDurationMinutes,
          lastMinVoice: answer.lastMinVoice ?? '',
          waitVoice: answer.waitVoice ?? '',
          record: answer.record,
          recordHintTone: answer.recordHintTone ?? '',
          userData: answer.userData ?? '',
        }
      : {}),
    ...(answer.do === 'close' ? { hintTone: answer.hintTone ?? '', userData: answer.userData ?? '' } : {}),
  }
}

export const formOfPlan = (plan: RoutingPlan): PlanForm => ({
  rules: plan.rules.map(formOfRule),
  closeTone: plan.closeTone ?? '',
  answerShape: plan.answerShape,
})

const number = (text: string): string => {
  const parsed = parseDialled(text)
  return parsed.ok ? parsed.number : ''
}
const optional = (name: string, text: string) => (text.trim() === '' ? {} : { [name]: text.trim() })

function answerOf(form: RuleForm): object {
  if (form.for === 'message') {
    return form.through ? { do: 'pass', to: number(form.callee) } : { do: 'drop' }
  }
  if (!form.through) {
    return { do: 'close', ...optional('hintTone', form.hintTone), ...optional('userData', form.userData) }
  }
  return {
    do: 'connect',
    callee: number(form.callee),
    maxDurationMinutes: form.maxDurationMinutes,
    ...(form.maxDurationMinutes > 0 ? optional('lastMinVoice', form.lastMinVoice) : {}),
    ...optional('waitVoice', form.waitVoice),
    record: form.record,
    ...(form.record ? optional('recordHintTone', form.recordHintTone) : {}),
    ...optional('userData', form.userData),
  }
}

function callerOf(form: RuleForm): object {
  if (form.callerBy === 'anybody') return {}
  return {
    caller:
      form.callerBy === 'number'
        ? { by: 'number', number: number(form.caller) }
        : { by: 'prefix', digits: form.digits.trim().replace(/^\+?86|^0/, '') },
  }
}

const ruleInput = (form: RuleForm): object => ({
  id: form.id,
  name: form.name,
  enabled: form.enabled,
  for: form.for,
  ...(form.x.trim() === '' ? {} : { x: number(form.x) }),
  ...callerOf(form),
  ...(form.always
    ? {}
    : {
        when: {
          days: [...form.days].sort(),
          fromMinute: minuteOf(form.from) ?? -1,
          toMinute: minuteOf(form.to) ?? -1,
        },
      }),
  answer: answerOf(form),
})

/** What of a rule is not complete, by the field that a person goes to. */
export type RuleNeed = 'name' | 'x' | 'caller' | 'when' | 'callee' | 'other'

export function needOf(form: RuleForm): RuleNeed | undefined {
  const read = RoutingRule.safeParse(ruleInput(form))
  if (read.success) return undefined
  const [field, inner] = read.error.issues[0]?.path ?? []
  if (field === 'name' || field === 'x' || field === 'caller' || field === 'when') return field
  return inner === 'callee' || inner === 'to' ? 'callee' : 'other'
}

/** What would be kept; `undefined` while a rule is not complete. */
export function planOf(form: PlanForm): RoutingPlan | undefined {
  const read = RoutingPlan.safeParse({
    rules: form.rules.map(ruleInput),
    ...optional('closeTone', form.closeTone),
    answerShape: form.answerShape,
  })
  return read.success ? read.data : undefined
}

/** The rules with one moved by a place; at the ends nothing moves. */
export function moved(rules: readonly RuleForm[], id: string, by: -1 | 1): readonly RuleForm[] {
  const at = rules.findIndex((rule) => rule.id === id)
  const rule = rules[at]
  const other = rules[at + by]
  if (rule === undefined || other === undefined) return rules
  return rules.map((one) => (one.id === rule.id ? other : one.id === other.id ? rule : one))
}
