import {
  type BindingFinding,
  type BindTerms,
  checkTerms,
  isCalleeForm,
  type RowDefaults,
} from '../bindings/index.ts'
import { parseDialled } from '../phone/parse.ts'
import { type E164, isE164 } from '../values.ts'
import type { RowField } from './batch.ts'
import { FIELDS_OF } from './columns.ts'

export type Mapping = Readonly<Partial<Record<RowField, number>>>

export type ReadRow = {
  /** Absent: a cell stops it. */
  readonly terms?: BindTerms | undefined
  readonly findings: readonly BindingFinding[]
}

const YES = /^(?:1|y|yes|true|on|是|开|开启|需要)$/i
const NO = /^(?:0|n|no|false|off|否|关|关闭|不需要)$/i

const DIRECTIONS: readonly (readonly ['both' | 'fromA' | 'toA', RegExp])[] = [
  ['both', /^(?:0|both|双向|互拨)$/i],
  ['fromA', /^(?:1|froma|a\s*->\s*b|a→b|a呼b|仅a呼出|单向)$/i],
  ['toA', /^(?:2|toa|b\s*->\s*a|b→a|b呼a|仅呼入a)$/i],
]

const UNIT_S: readonly (readonly [number, RegExp])[] = [
  [86_400, /^(?:d|day|days|天|日)$/i],
  [3600, /^(?:h|hour|hours|小时|时)$/i],
  [60, /^(?:m|min|minute|minutes|分|分钟)$/i],
  [1, /^(?:s|sec|second|seconds|秒|)$/i],
]

/** `2 天`, `36h`, `90`: seconds when no unit stands there; `永久` and 0 have no end. */
function readLife(text: string): number | undefined {
  if (/^(?:永久|长期|不限|never|forever)$/i.test(text)) return 0
  const parts = /^(\d{1,8}(?:\.\d{1,3})?)\s*(\p{L}*)$/u.exec(text)
  if (parts === null) return undefined
  const unit = UNIT_S.find(([, form]) => form.test(parts[2] ?? ''))?.[0]
  const seconds = unit === undefined ? Number.NaN : Number(parts[1]) * unit
  return Number.isSafeInteger(seconds) && seconds <= 7_776_000 ? seconds : undefined
}

/**
 * The terms of a row: what every row has, and over it what its cells say. A cell that cannot be read stops the row
 * and is named; an empty cell leaves what every row has.
 */
export function readRow(cells: readonly string[], mapping: Mapping, defaults: RowDefaults): ReadRow {
  const findings: BindingFinding[] = []
  const stop = (code: 'cellMissing' | 'cellUnreadable', field: string, problem?: string) => {
    findings.push({ code, weight: 'stop', field, params: problem === undefined ? {} : { problem } })
  }
  const cell = (field: RowField): string | undefined => {
    const at = FIELDS_OF[defaults.mode].includes(field) ? mapping[field] : undefined
    const text = at === undefined ? '' : (cells[at] ?? '').trim()
    return text === '' ? undefined : text
  }
  function read<T>(field: RowField, form: (text: string) => T | undefined): T | undefined {
    const text = cell(field)
    if (text === undefined) return undefined
    const value = form(text)
    if (value === undefined) stop('cellUnreadable', field, field)
    return value
  }
  const number = (field: RowField): E164 | undefined =>
    read(field, (text) => {
      const parsed = parseDialled(text)
      if (parsed.ok) return parsed.number
      const compact = text.replace(/[\s-]/g, '')
      // A service number is a number all the same: that it cannot be bound is for the rules to say.
      const global = compact.startsWith('+') ? compact : `+86${compact}`
      return isE164(global) && isCalleeForm(global) ? global : undefined
    })
  const truth = (field: RowField) =>
    read(field, (text) => (YES.test(text) ? true : NO.test(text) ? false : undefined))

  const a = number('a')
  if (cell('a') === undefined) stop('cellMissing', 'a')
  const b = defaults.mode === 'axb' ? number('b') : undefined
  if (defaults.mode === 'axb' && cell('b') === undefined) stop('cellMissing', 'b')
  const x = number('x')
  const areaCode = read('areaCode', (text) => {
    const zeroed = /^[1-9]\d{1,2}$/.test(text) ? `0${text}` : text
    return /^0\d{2,3}$/.test(zeroed) ? zeroed : undefined
  })
  const direction = read('direction', (text) => DIRECTIONS.find(([, form]) => form.test(text))?.[0])
  const lifeS = read('life', readLife)
  const maxDurationMinutes = read('maxDuration', (text) => {
    const minutes = Number(/^(\d{1,4})\s*(?:min|分|分钟)?$/.exec(text)?.[1] ?? Number.NaN)
    return minutes <= 1440 ? minutes : undefined
  })
  const record = truth('record')
  const sms = truth('sms')
  const extension = read('extension', (text) => (/^\d{1,4}$/.test(text) ? text : undefined))
  const userData = read('userData', (text) => (text.length <= 256 ? text : undefined))
  if (findings.length > 0 || a === undefined) return { findings }

  const city = areaCode === undefined ? undefined : ({ by: 'city', areaCode, match: 'strict' } as const)
  const where = x === undefined ? city : ({ by: 'number', number: x } as const)
  const given = <T>(name: string, value: T | undefined) => (value === undefined ? {} : { [name]: value })
  const shared = { ...given('record', record), ...given('userData', userData) }
  const timed = { ...given('lifeS', lifeS) }
  const called = { ...given('direction', direction) }
  const limited = { ...given('maxDurationMinutes', maxDurationMinutes), ...given('sms', sms) }
  const terms = ((): BindTerms | undefined => {
    switch (defaults.mode) {
      case 'axb':
        if (b === undefined) return undefined
        return {
          ...defaults,
          a,
          b,
          ...shared,
          ...timed,
          ...called,
          ...limited,
          ...(where ? { x: where } : {}),
        }
      case 'ax':
        return { ...defaults, a, ...shared, ...called, ...limited, ...(where ? { x: where } : {}) }
      case 'axe':
        return { ...defaults, a, extension, ...shared, ...timed, ...(where ? { x: where } : {}) }
      case 'axyb':
        return { ...defaults, a, ...shared, ...timed, ...called, ...(city ? { x: city } : {}) }
    }
  })()
  return terms === undefined ? { findings } : { terms, findings: checkTerms(terms) }
}

/** Whose number stood on which X in a row before this one. */
export type Seen = Map<string, number>

/** A row that is in the file before, and a number that comes twice on one X (AXB). */
export function checkAgainstFile(terms: BindTerms, row: number, seen: Seen): BindingFinding[] {
  const x = terms.x.by === 'number' ? terms.x.number : ''
  const b = terms.mode === 'axb' ? terms.b : ''
  const extension = terms.mode === 'axe' ? (terms.extension ?? '') : ''
  const whole = `row ${terms.a} ${b} ${x} ${extension}`
  const twice = seen.get(whole)
  seen.set(whole, twice ?? row)
  if (twice !== undefined) return [{ code: 'rowTwice', weight: 'stop', field: 'a', params: { row: twice } }]
  if (terms.mode !== 'axb' || x === '') return []
  return (['a', 'b'] as const).flatMap((field): BindingFinding[] => {
    const key = `user ${terms[field]} ${x}`
    const before = seen.get(key)
    seen.set(key, before ?? row)
    const who = field === 'a' ? 'A' : 'B'
    return before === undefined
      ? []
      : [{ code: 'userTwiceOnX', weight: 'stop', field, params: { row: before, who } }]
  })
}
