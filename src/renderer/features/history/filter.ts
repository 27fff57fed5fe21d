import type { HistoryFilter } from '../../../contract/history.ts'
import { ViewFields } from '../../../contract/views.ts'
import { isDurationMs, isUtcMs } from '../../../domain/values.ts'

/** What the person set: text as typed, whole local days, both ends included. */
export type FilterFields = ViewFields

export const NO_FILTER: FilterFields = ViewFields.parse({})

/** Everything but the text, as one text: equal for equal filters. */
const withoutText = ({ text: _, ...rest }: FilterFields): string => JSON.stringify(ViewFields.parse(rest))

export const isFiltering = (fields: FilterFields): boolean =>
  fields.text.trim() !== '' || withoutText(fields) !== withoutText(NO_FILTER)

/** Local midnight of `yyyy-MM-dd`, some days later. */
function midnight(day: string, plusDays: number): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (match === null) return undefined
  const at = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + plusDays).getTime()
  return isUtcMs(at) ? at : undefined
}

function spanOf(
  period: FilterFields['period'],
  now: number,
): { from?: number | undefined; to?: number | undefined } {
  switch (period.kind) {
    case 'any':
      return {}
    case 'last':
      return { from: midnight(dayOf(now), 1 - period.days) }
    case 'days':
      return {
        from: period.from === undefined ? undefined : midnight(period.from, 0),
        to: period.to === undefined ? undefined : midnight(period.to, 1),
      }
  }
}

const MINUTE_MS = 60_000

export function toFilter(fields: FilterFields, now: number): HistoryFilter {
  const text = fields.text.trim()
  const { from, to } = spanOf(fields.period, now)
  const talkFrom =
    fields.talkFromMinutes === undefined ? undefined : Math.round(fields.talkFromMinutes * MINUTE_MS)
  const talkTo = fields.talkToMinutes === undefined ? undefined : Math.round(fields.talkToMinutes * MINUTE_MS)
  const { number, agent, recorded, reviewed, noted } = fields
  return {
    ...(text === '' ? {} : { text }),
    ...(from !== undefined && isUtcMs(from) ? { from } : {}),
    ...(to !== undefined && isUtcMs(to) ? { to } : {}),
    ...(number === undefined ? {} : { number }),
    ...(agent === undefined ? {} : { agent }),
    ...(fields.outcomes.length === 0 ? {} : { outcomes: fields.outcomes }),
    ...(fields.profileIds.length === 0 ? {} : { profileIds: fields.profileIds }),
    ...(fields.services.length === 0 ? {} : { services: fields.services }),
    ...(fields.reasons.length === 0 ? {} : { reasons: fields.reasons }),
    ...(fields.wrapUps.length === 0 ? {} : { wrapUps: fields.wrapUps }),
    ...(fields.tags.length === 0 ? {} : { tags: fields.tags }),
    ...(recorded === undefined ? {} : { recorded }),
    ...(reviewed === undefined ? {} : { reviewed }),
    ...(noted === undefined ? {} : { noted }),
    ...(talkFrom !== undefined && isDurationMs(talkFrom) ? { talkFrom } : {}),
    ...(talkTo !== undefined && isDurationMs(talkTo) ? { talkTo } : {}),
  }
}

/** `yyyy-MM-dd` of the local day. */
export function dayOf(at: number): string {
  const day = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

/** What is kept between runs: how the list was narrowed, never whom somebody looked for. */
export function toRemember(fields: FilterFields): string {
  const { text: _text, number: _number, agent: _agent, ...rest } = fields
  return JSON.stringify(rest)
}

export function fromRemembered(text: string | undefined): FilterFields {
  try {
    const read = ViewFields.safeParse(JSON.parse(text ?? '{}'))
    return read.success ? read.data : NO_FILTER
  } catch {
    return NO_FILTER
  }
}
