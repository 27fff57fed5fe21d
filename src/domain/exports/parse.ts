import {
  type Call,
  type CallEnd,
  LEG_STATES,
  type Leg,
  OUTCOMES,
  PHASES,
  RECORDINGS,
  SERVICES,
} from '../calls/index.ts'
import { withoutUndefined } from '../calls/legs.ts'
import {
  type DurationMs,
  isCallId,
  isDurationMs,
  isProfileId,
  isSessionId,
  isUtcMs,
  type UtcMs,
} from '../values.ts'

/** What is wrong with a row: the column, and nothing of its content. */
export type RowProblem = { readonly column: string }
export type ParsedRow =
  | { readonly ok: true; readonly call: Call }
  | { readonly ok: false; readonly problem: RowProblem }

class Unreadable extends Error {
  readonly column: string
  constructor(column: string) {
    super(column)
    this.column = column
  }
}

/**
 * The call of a row that was exported, by column id. Columns may be missing: only the id, the start and the
 * outcome must be there. The revision is given when it is kept.
 */
export function callFromRow(cells: ReadonlyMap<string, string>): ParsedRow {
  const text = (id: string): string | undefined => {
    const cell = cells.get(id)
    return cell === undefined || cell === '' ? undefined : cell
  }
  const need = <T>(id: string, value: T | undefined): T => {
    if (value === undefined) throw new Unreadable(id)
    return value
  }
  const oneOf = <T extends string>(id: string, known: readonly T[]): T | undefined => {
    const cell = text(id)
    return cell === undefined
      ? undefined
      : need(
          id,
          known.find((one) => one === cell),
        )
  }
  const number = (id: string): number | undefined => {
    const cell = text(id)
    if (cell === undefined) return undefined
    const value = Number(cell)
    return need(id, Number.isFinite(value) ? value : undefined)
  }
  const whole = (id: string): number | undefined => {
    const value = number(id)
    return value === undefined ? undefined : need(id, Number.isInteger(value) ? value : undefined)
  }
  const time = (id: string): UtcMs | undefined => {
    const cell = text(id)
    if (cell === undefined) return undefined
    const at = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(cell) ? Date.parse(cell) : Number.NaN
    return need(id, isUtcMs(at) ? at : undefined)
  }
  const flag = (id: string): boolean | undefined => {
    const cell = text(id)?.toLowerCase()
    if (cell === undefined) return undefined
    return need(id, cell === 'true' ? true : cell === 'false' ? false : undefined)
  }
  const id = <T extends string>(column: string, holds: (text: string) => text is T): T | undefined => {
    const cell = text(column)
    return cell === undefined ? undefined : need(column, holds(cell) ? cell : undefined)
  }
  const leg = (key: 'a' | 'b'): Leg | undefined => {
    const read = withoutUndefined({
      number: text(`${key}.number`),
      display: text(`${key}.display`),
      calledAt: time(`${key}.calledAt`),
      ringingAt: time(`${key}.ringingAt`),
      answeredAt: time(`${key}.answeredAt`),
      endedAt: time(`${key}.endedAt`),
      failureCause: whole(`${key}.failureCause`),
    })
    const state = oneOf(`${key}.state`, LEG_STATES)
    if (state === undefined && Object.keys(read).length === 0) return undefined
    return { ...read, state: state ?? 'ended' }
  }
  const seconds = (column: string): DurationMs | undefined => {
    const value = number(column)
    if (value === undefined) return undefined
    const ms = Math.round(value * 1000)
    return need(column, isDurationMs(ms) ? ms : undefined)
  }

  try {
    const end = withoutUndefined<CallEnd>({
      at: time('endedAt'),
      stateCode: whole('stateCode'),
      stateDesc: text('stateDesc'),
      party: text('party'),
      teardownPoint: whole('teardownPoint'),
      sipStatus: whole('sipStatus'),
      resultcode: text('resultcode'),
      httpStatus: whole('httpStatus'),
      cause: text('cause'),
    })
    const billedA = whole('billedA')
    const billedB = whole('billedB')
    const call = withoutUndefined<Call>({
      id: need('id', id('id', isCallId)),
      revision: 0,
      profileId: id('profileId', isProfileId),
      sessionId: id('sessionId', isSessionId),
      service: oneOf('service', SERVICES) ?? 'other',
      phase: oneOf('phase', PHASES) ?? 'ended',
      outcome: need('outcome', oneOf('outcome', OUTCOMES)),
      startedAt: need('startedAt', time('startedAt')),
      a: leg('a') ?? { state: 'ended' },
      b: leg('b'),
      end: Object.keys(end).length === 0 ? undefined : end,
      talkMs: seconds('talkSeconds'),
      billedMinutes: billedA === undefined || billedB === undefined ? undefined : { a: billedA, b: billedB },
      feeReceived: flag('feeReceived') ?? billedA !== undefined,
      digits: text('digits'),
      stopping: flag('stopping') ?? false,
      recording: oneOf('recording', RECORDINGS) ?? 'none',
      settledByUser: flag('settledByUser') ?? false,
    })
    return { ok: true, call }
  } catch (problem) {
    if (problem instanceof Unreadable) return { ok: false, problem: { column: problem.column } }
    throw problem
  }
}
