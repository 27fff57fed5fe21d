import { BindingChange, BindTerms, RowDefaults } from '../../../contract/binding-terms.ts'
import type { Binding } from '../../../contract/bindings.ts'
import {
  type BoundMode,
  CHANGEABLE,
  type ChangeableMode,
  type Direction,
} from '../../../domain/bindings/index.ts'
import { fieldNumber } from '../../../domain/phone/index.ts'
import { parseDialled } from '../../../domain/phone/parse.ts'
import { type Life, lifeOf, lifeSeconds, NEVER } from './life.ts'

/** A binding as it stands in the form, of any mode: numbers as typed, nothing cleaned yet. */
export type BindForm = {
  readonly a: string
  readonly b: string
  readonly xBy: 'number' | 'city' | 'platform'
  readonly x: string
  readonly areaCode: string
  readonly match: 'strict' | 'loose'
  readonly extension: string
  readonly direction: Direction
  readonly life: Life
  /** Count the life anew although it stays the same. */
  readonly renew: boolean
  readonly callbackLife: Life
  readonly pairLife: Life
  readonly record: boolean
  readonly recordHintTone: string
  readonly maxDurationMinutes: number
  readonly lastMinVoice: string
  /** app: not sent, as the application is set. */
  readonly sms: 'app' | 'on' | 'off'
  readonly on: boolean
  readonly waitToneA: string
  readonly waitToneB: string
  readonly waitToneX: string
  readonly noCallback: 'app' | 'tone' | 'number'
  readonly noCallbackTone: string
  readonly noCallbackNumber: string
  readonly userData: string
}

export const NEW_FORM: BindForm = {
  a: '',
  b: '',
  xBy: 'number',
  x: '',
  areaCode: '',
  match: 'strict',
  extension: '',
  direction: 'both',
  life: { amount: 1, unit: 'days' },
  renew: false,
  callbackLife: { amount: 1, unit: 'days' },
  pairLife: NEVER,
  record: false,
  recordHintTone: '',
  maxDurationMinutes: 0,
  lastMinVoice: '',
  sms: 'app',
  on: true,
  waitToneA: '',
  waitToneB: '',
  waitToneX: '',
  noCallback: 'app',
  noCallbackTone: '',
  noCallbackNumber: '',
  userData: '',
}

/** What is not complete yet, by the field that a person goes to. */
export type Need = 'a' | 'b' | 'x' | 'areaCode' | 'extension' | 'life' | 'noCallback' | 'userData' | 'other'

const NEEDS: Readonly<Record<string, Need>> = {
  a: 'a',
  b: 'b',
  x: 'x',
  extension: 'extension',
  lifeS: 'life',
  callbackLifeS: 'life',
  pairLifeS: 'life',
  noCallback: 'noCallback',
  userData: 'userData',
}

export type Draft<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly need: Need }

const number = (text: string): string => {
  const parsed = parseDialled(text)
  return parsed.ok ? parsed.number : ''
}

/** Of 400 and 95 numbers, too, which the platform calls and cannot bind. */
export function calleeNumber(text: string): string {
  const parsed = parseDialled(text)
  if (parsed.ok) return parsed.number
  const digits = text
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^86(?=400|95)/, '')
  return parsed.reason === 'shortCode' ? `+86${digits}` : ''
}

const optional = (name: string, text: string) => (text.trim() === '' ? {} : { [name]: text.trim() })

function chosenX(form: BindForm, mode: BoundMode): object {
  const city = { by: 'city', areaCode: form.areaCode.trim(), match: form.match }
  if (mode === 'axyb' || form.xBy === 'city') return city
  if (form.xBy === 'platform' && mode === 'axb') return { by: 'platform' }
  return { by: 'number', number: number(form.x) }
}

const recorded = (form: BindForm) => ({
  record: form.record,
  ...(form.record ? optional('recordHintTone', form.recordHintTone) : {}),
})
const limited = (form: BindForm) => ({
  maxDurationMinutes: form.maxDurationMinutes,
  ...(form.maxDurationMinutes > 0 ? optional('lastMinVoice', form.lastMinVoice) : {}),
})
const texted = (form: BindForm) => (form.sms === 'app' ? {} : { sms: form.sms === 'on' })
const waited = (form: BindForm) => ({
  ...optional('waitToneA', form.waitToneA),
  ...optional('waitToneB', form.waitToneB),
})

function answered(form: BindForm): object {
  if (form.noCallback === 'app') return {}
  return {
    noCallback:
      form.noCallback === 'tone'
        ? { by: 'tone', tone: form.noCallbackTone.trim() }
        : { by: 'number', number: calleeNumber(form.noCallbackNumber) },
  }
}

/** Everything of a mode but the people in it. */
function settingsOf(form: BindForm, mode: BoundMode): object {
  const shared = { mode, x: chosenX(form, mode), ...recorded(form), ...optional('userData', form.userData) }
  const lifeS = lifeSeconds(form.life)
  switch (mode) {
    case 'axb':
      return {
        ...shared,
        direction: form.direction,
        lifeS,
        ...limited(form),
        ...texted(form),
        ...waited(form),
      }
    case 'ax':
      return {
        ...shared,
        direction: form.direction,
        on: form.on,
        ...limited(form),
        ...texted(form),
        ...waited(form),
      }
    case 'axe':
      return { ...shared, lifeS, callbackLifeS: lifeSeconds(form.callbackLife), ...answered(form) }
    case 'axyb':
      return {
        ...shared,
        direction: form.direction,
        lifeS,
        pairLifeS: lifeSeconds(form.pairLife),
        ...optional('waitToneX', form.waitToneX),
      }
  }
}

const needOf = (path: readonly PropertyKey[]): Need => {
  const [field = '', inner = ''] = path
  return inner === 'areaCode' ? 'areaCode' : (NEEDS[String(field)] ?? 'other')
}

/** What would be sent for a new binding, or what is still missing. */
export function termsOf(form: BindForm, mode: BoundMode): Draft<BindTerms> {
  const read = BindTerms.safeParse({
    ...settingsOf(form, mode),
    a: number(form.a),
    ...(mode === 'axb' ? { b: number(form.b) } : {}),
    ...(mode === 'axe' ? optional('extension', form.extension) : {}),
  })
  return read.success
    ? { ok: true, value: read.data }
    : { ok: false, need: needOf(read.error.issues[0]?.path ?? []) }
}

/** What every row of a file has unless a column says otherwise. */
export function defaultsOf(form: BindForm, mode: BoundMode): Draft<RowDefaults> {
  const read = RowDefaults.safeParse(settingsOf(form, mode))
  return read.success
    ? { ok: true, value: read.data }
    : { ok: false, need: needOf(read.error.issues[0]?.path ?? []) }
}

/** A binding as it is known, to be changed or bound again. */
export function formOf(binding: Binding): BindForm {
  const { settings } = binding
  const noCallback = settings.noCallback
  return {
    ...NEW_FORM,
    a: fieldNumber(binding.a),
    b: binding.b === undefined ? '' : fieldNumber(binding.b),
    xBy: binding.mode === 'axyb' || binding.x === undefined ? 'city' : 'number',
    x: binding.x === undefined ? '' : fieldNumber(binding.x),
    areaCode: binding.areaCode ?? '',
    extension: binding.extension ?? '',
    direction: settings.direction ?? 'both',
    life: lifeOf(settings.lifeS ?? 0),
    callbackLife: lifeOf(settings.callbackLifeS ?? 0),
    pairLife: lifeOf(settings.pairLifeS ?? 0),
    record: settings.record ?? false,
    recordHintTone: settings.recordHintTone ?? '',
    maxDurationMinutes: settings.maxDurationMinutes ?? 0,
    lastMinVoice: settings.lastMinVoice ?? '',
    sms: settings.sms === undefined ? 'app' : settings.sms ? 'on' : 'off',
    on: settings.on ?? true,
    waitToneA: settings.waitToneA ?? '',
    waitToneB: settings.waitToneB ?? '',
    waitToneX: settings.waitToneX ?? '',
    noCallback: noCallback?.by ?? 'app',
    noCallbackTone: noCallback?.by === 'tone' ? noCallback.tone : '',
    noCallbackNumber: noCallback?.by === 'number' ? fieldNumber(noCallback.number) : '',
    userData: settings.userData ?? '',
  }
}

/** Only what is different from what is known; a life that is counted anew is sent although it is the same. */
export function changeOf(form: BindForm, binding: Binding, mode: ChangeableMode): Draft<BindingChange> {
  const flat = (one: BindForm): ReadonlyMap<string, unknown> =>
    new Map(
      Object.entries({
        ...settingsOf(one, mode),
        a: number(one.a),
        ...(mode === 'axb' ? { b: number(one.b) } : {}),
      }),
    )
  const before = flat(formOf(binding))
  const now = flat(form)
  const changed = CHANGEABLE[mode].filter((name) => {
    if (now.get(name) === undefined) return false
    if (name === 'lifeS' && form.renew) return true
    return JSON.stringify(now.get(name)) !== JSON.stringify(before.get(name))
  })
  const read = BindingChange.safeParse({
    mode,
    ...Object.fromEntries(changed.map((name) => [name, now.get(name)])),
  })
  return read.success
    ? { ok: true, value: read.data }
    : { ok: false, need: needOf(read.error.issues[0]?.path ?? []) }
}
