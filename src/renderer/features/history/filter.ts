import type { CallOutcome } from '../../../contract/calls.ts'
import type { HistoryFilter } from '../../../contract/history.ts'
import { numberPart } from '../../../domain/phone/index.ts'
import { isUtcMs } from '../../../domain/values.ts'

/** What the person set: text as typed, whole local days, both ends included. */
export type FilterFields = {
  readonly text: string
  readonly fromDay: string | undefined
  readonly toDay: string | undefined
  readonly outcomes: readonly CallOutcome[]
}

export const NO_FILTER: FilterFields = { text: '', fromDay: undefined, toDay: undefined, outcomes: [] }

export const isFiltering = (fields: FilterFields): boolean =>
  fields.text.trim() !== '' ||
  fields.fromDay !== undefined ||
  fields.toDay !== undefined ||
  fields.outcomes.length > 0

/** Local midnight of `yyyy-MM-dd`, some days later. */
function midnight(day: string, plusDays: number): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (match === null) return undefined
  const at = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + plusDays).getTime()
  return isUtcMs(at) ? at : undefined
}

export function toFilter(fields: FilterFields): HistoryFilter {
  const part = numberPart(fields.text)
  const from = fields.fromDay === undefined ? undefined : midnight(fields.fromDay, 0)
  const to = fields.toDay === undefined ? undefined : midnight(fields.toDay, 1)
  return {
    ...(part === undefined ? {} : { numberPart: part }),
    ...(from !== undefined && isUtcMs(from) ? { from } : {}),
    ...(to !== undefined && isUtcMs(to) ? { to } : {}),
    ...(fields.outcomes.length === 0 ? {} : { outcomes: [...fields.outcomes] }),
  }
}

/** `yyyy-MM-dd` of the local day. */
export function dayOf(at: number): string {
  const day = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
