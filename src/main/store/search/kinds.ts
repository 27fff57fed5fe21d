import { bucketSpan } from '../../../domain/calls/index.ts'
import type { Db } from '../connection.ts'
import type { SearchFilter } from '../types/search.ts'
import { rememberUntilWritten } from './memory.ts'

/** Kinds of calls that a filter leaves. */
export type WantedKinds = {
  readonly ids: readonly number[]
  /** Calls of these kinds, at any time. */
  readonly calls: number
  /** One byte for each id: 1 when it is wanted. */
  readonly bitmap: Buffer
  /** Some of them hold talk times on both sides of what is asked for. */
  readonly talkUnsettled: boolean
}

type Kind = { id: number; calls: number; talk: number }

const LISTS = {
  outcomes: 'outcome',
  profileIds: 'profile_id',
  services: 'service',
  directions: 'direction',
  reasons: 'reason',
  wrapUps: 'wrap_up',
} as const

const LIST_NAMES = ['outcomes', 'profileIds', 'services', 'directions', 'reasons', 'wrapUps'] as const

/** Picks kinds. The dictionary is read whole, but not again for the same filter while nothing was written. */
export function createKindPicker(db: Db) {
  const statements = new Map<string, ReturnType<typeof prepare>>()
  const prepare = (condition: string) =>
    db.prepare<unknown[], Kind>(`SELECT id, calls, talk FROM call_kinds WHERE calls > 0${condition}`)
  const remembered = rememberUntilWritten<WantedKinds>(db)

  /** @returns `undefined` when the filter leaves every kind */
  return (filter: SearchFilter): WantedKinds | undefined => {
    const conditions: string[] = []
    const values: unknown[] = []
    for (const name of LIST_NAMES) {
      const wanted = filter[name]
      if (wanted === undefined || wanted.length === 0) continue
      conditions.push(`${LISTS[name]} IN (SELECT value FROM json_each(?))`)
      values.push(JSON.stringify(wanted))
    }
    if (filter.recorded !== undefined) conditions.push(`recording ${filter.recorded ? '=' : '<>'} 'made'`)
    if (filter.reviewed !== undefined) conditions.push(`reviewed = ${filter.reviewed ? 1 : 0}`)
    if (filter.noted !== undefined) conditions.push(`noted = ${filter.noted ? 1 : 0}`)
    const least = filter.talkFrom ?? 0
    const most = filter.talkTo ?? Number.POSITIVE_INFINITY
    const anyTalk = least <= 0 && most === Number.POSITIVE_INFINITY
    if (conditions.length === 0 && anyTalk) return undefined

    const condition = conditions.map((one) => ` AND ${one}`).join('')
    return remembered(JSON.stringify([condition, values, least, most]), () =>
      read(condition, values, least, most),
    )
  }

  function read(condition: string, values: readonly unknown[], least: number, most: number): WantedKinds {
    let statement = statements.get(condition)
    if (statement === undefined) {
      statement = prepare(condition)
      statements.set(condition, statement)
    }
    const touching = statement.all(...values).filter(({ talk }) => {
      const span = bucketSpan(talk)
      return span.most >= least && span.least <= most
    })
    const highest = touching.reduce((most, { id }) => Math.max(most, id), 0)
    const bitmap = Buffer.alloc(highest + 1)
    for (const { id } of touching) bitmap[id] = 1
    return {
      ids: touching.map(({ id }) => id),
      calls: touching.reduce((sum, { calls }) => sum + calls, 0),
      bitmap,
      talkUnsettled: touching.some(({ talk }) => {
        const span = bucketSpan(talk)
        return span.least < least || span.most > most
      }),
    }
  }
}
