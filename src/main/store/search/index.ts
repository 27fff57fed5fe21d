import type { Call } from '../../../domain/calls/index.ts'
import { numberPart } from '../../../domain/phone/index.ts'
import { isUtcMs, type UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import { firstPlace, PLACES_PER_MS } from '../rank.ts'
import type { CountStep, Facets, FacetValue, Search, SearchFilter, SearchPage } from '../types/search.ts'
import { createKindPicker, type WantedKinds } from './kinds.ts'
import { type Check, createLists, type List, type Range, type Way } from './lists.ts'
import { rememberUntilWritten } from './memory.ts'
import { type Merged, mergeLists } from './merge.ts'
import { createTextFinder, type WantedText } from './text.ts'

/** A page that is not full by then is given as it is, with how far was looked; the next one goes on from there. */
const PAGE_MS = 5
const COUNT_MS = 40
const COUNT_ROWS = 32_768

const END = Number.MAX_SAFE_INTEGER

/** So many calls of the wanted kinds are gone through rather than all calls of the time. */
const SPARSE_SHARE = 0.12

/** So many lists are merged as quickly as anything else would be. */
const FEW_KINDS = 4
const FEW_NUMBERS = 4

/** Calls that are gone through before the lists of kinds are. */
const MOST_IN_PASSING = 8000

/** Opening the list of a number costs about as much as looking at so many rows. */
const ROWS_PER_LIST = 10

/**
 * Searching calls (docs/adr/0010). Each filter is either the way in, a set of lists in the order of time, or a
 * check on the rows of those lists; which, is decided by how many calls each way would have to look at. Work is
 * bounded by time: what matches nothing at all costs a page no more than what matches everything.
 */
export function createSearch(db: Db, now: () => number = () => performance.now()) {
  const pickKinds = createKindPicker(db)
  const texts = createTextFinder(db)
  const lists = createLists(db)
  const bodies = db.prepare<[string], { rank: number; call: string }>(
    'SELECT rank, call FROM call_bodies WHERE rank IN (SELECT value FROM json_each(?))',
  )
  const sumOfKinds = db.prepare<[], { calls: number }>(
    'SELECT coalesce(sum(calls), 0) AS calls FROM call_kinds',
  )
  const rememberedTotal = rememberUntilWritten<number>(db)
  const total = () => rememberedTotal('', () => sumOfKinds.get()?.calls ?? 0)
  const countByKinds = db.prepare<[Record<string, unknown>], { calls: number | null }>(
    `SELECT sum((SELECT count(*) FROM calls WHERE kind_id = value AND rank < @below AND rank >= @above)) AS calls
     FROM json_each(@keys)`,
  )
  const facet = (column: string) =>
    db.prepare<[], FacetValue>(
      `SELECT ${column} AS value, sum(calls) AS calls FROM call_kinds WHERE calls > 0 AND ${column} <> ''
       GROUP BY 1 ORDER BY 2 DESC`,
    )
  const facetStatements = {
    outcomes: facet('outcome'),
    reasons: facet('reason'),
    services: facet('service'),
    profileIds: facet('profile_id'),
    wrapUps: facet('wrap_up'),
  }

  function merged(filter: SearchFilter, kinds: WantedKinds | undefined, range: Range, how: How): Merged {
    const { way, limit, ms, mostRows } = how
    const until = now() + ms
    const options = { way, range, limit, msLeft: () => until - now() }
    if (mostRows === undefined && kinds !== undefined && kinds.ids.length > FEW_KINDS) {
      const found = inPassing(filter, kinds, range, how)
      if (found !== undefined) return found
    }
    const ways = waysIn(filter, kinds, range, way)
    return mergeLists(ways, mostRows === undefined ? options : { ...options, mostRows })
  }

  /** A page of frequent kinds is found among the nearest calls, sooner than by merging all of their lists. */
  function inPassing(filter: SearchFilter, kinds: WantedKinds, range: Range, how: How): Merged | undefined {
    const { way, limit } = how
    const checks: Checks = {
      kinds,
      filter,
      number: undefined,
      agent: undefined,
      text: undefined,
      tags: undefined,
    }
    const onlyThese = filter.number ?? filter.agent ?? filter.text ?? filter.numberPart ?? filter.tags
    const expected = (limit * total()) / Math.max(1, kinds.calls)
    if (onlyThese !== undefined || expected > MOST_IN_PASSING) return undefined
    const { found } = lists
      .byTime(way, checkOf(checks, 'c'))
      .look(range, Math.min(MOST_IN_PASSING, Math.ceil(expected * 3) + 200))
    if (found.length < limit) return undefined
    const ranks = [...found]
      .sort((one, other) => (way === 'older' ? other - one : one - other))
      .slice(0, limit)
    return { ranks, reached: ranks.at(-1) }
  }

  function waysIn(filter: SearchFilter, kinds: WantedKinds | undefined, range: Range, way: Way): List[] {
    if (kinds !== undefined && kinds.ids.length === 0) return []
    const all = total()
    const ofKinds = kinds?.calls ?? all
    const number = filter.number === undefined ? undefined : texts.idOf(filter.number)
    const agent = filter.agent === undefined ? undefined : texts.idOf(filter.agent)
    if (filter.number !== undefined && number === undefined) return []
    if (filter.agent !== undefined && agent === undefined) return []
    const tags = tagsOf(filter)
    if (tags?.length === 0) return []
    const text = textOf(filter)
    const checks: Checks = { kinds, filter, number, agent, text, tags }

    if (number !== undefined) return byNumbers([number], way, range, { ...checks, number: undefined })
    const known = (text?.numberIds?.length ?? 0) + (text?.namedIds?.length ?? 0)
    if (text !== undefined && !(kinds !== undefined && ofKinds < Math.max(known, 200) * ROWS_PER_LIST))
      return byText(text, way, range, { ...checks, text: undefined })
    if (tags !== undefined) return byTags(tags, way, range, { ...checks, tags: undefined })
    if (kinds !== undefined && (ofKinds < all * SPARSE_SHARE || onlyKinds(checks))) {
      const source = { table: 'calls', key: 'kind_id' } as const
      return lists.byKeys(source, kinds.ids, way, range, checkOf({ ...checks, kinds: undefined }, 'c'))
    }
    if (agent !== undefined) return byNumbers([agent], way, range, checks)
    return [lists.byTime(way, checkOf(checks, 'c'))]
  }

  /** Each place that the text may stand in is a way of its own; a call that is on two comes once. */
  function byText(text: WantedText, way: Way, range: Range, rest: Checks): List[] {
    const { numberIds, namedIds, tagIds, match, folded } = text
    const ids = [...new Set([...(numberIds ?? []), ...(namedIds ?? [])])]
    const none = {
      folded: undefined,
      digits: undefined,
      numberIds: [],
      namedIds: [],
      tagIds: [],
      match: undefined,
    }
    const inPassing = (part: Partial<WantedText>) =>
      lists.byTime(way, checkOf({ ...rest, text: { ...none, ...part } }, 'c'))
    return [
      ...(ids.length === 0 ? [] : byNumbers(ids, way, range, rest)),
      ...(numberIds === undefined ? [inPassing({ digits: text.digits })] : []),
      ...(namedIds === undefined ? [inPassing({ folded, namedIds })] : []),
      ...(tagIds.length === 0 ? [] : byTags(tagIds, way, range, rest)),
      ...(match === undefined || folded === undefined
        ? []
        : [lists.byNote(way, match, folded, checkOf(rest, 'c'))]),
    ]
  }

  function byNumbers(ids: readonly number[], way: Way, range: Range, checks: Checks): List[] {
    const source = { table: 'call_numbers', key: 'number_id' } as const
    const check = checkOf(checks, 'x')
    return ids.length > FEW_NUMBERS
      ? [lists.byManyKeys(source, ids, way, check)]
      : lists.byKeys(source, ids, way, range, check)
  }
  const byTags = (ids: readonly number[], way: Way, range: Range, checks: Checks) =>
    lists.byKeys({ table: 'tag_calls', key: 'tag_id' }, ids, way, range, checkOf(checks, 'x'))

  const tagsOf = ({ tags }: SearchFilter): number[] | undefined =>
    tags === undefined || tags.length === 0 ? undefined : texts.tagIdsOf(tags)

  function textOf(filter: SearchFilter): WantedText | undefined {
    const words = filter.text?.trim()
    if (words !== undefined && words !== '') return texts.find(numberPart(words), words)
    const digits = filter.numberPart?.replace(/^\+86/, '').replace(/^\+/, '')
    return digits === undefined || digits === '' ? undefined : texts.find(digits, undefined)
  }

  function callsAt(ranks: readonly number[]): Call[] {
    return bodies
      .all(JSON.stringify(ranks))
      .sort((one, other) => other.rank - one.rank)
      .map(({ call }): Call => JSON.parse(call))
  }

  return {
    page({ filter, after, before, limit }: Search): SearchPage {
      const way = after === undefined && before !== undefined ? 'newer' : 'older'
      const inTime = rangeOf(filter)
      const range =
        way === 'older'
          ? { ...inTime, below: Math.min(inTime.below, after === undefined ? END : Number(after)) }
          : { ...inTime, above: Math.max(inTime.above, Number(before) + 1) }
      // One more than asked for tells whether there is another page.
      const found = merged(filter, pickKinds(filter), range, { way, limit: limit + 1, ms: PAGE_MS })
      const ranks = found.ranks.slice(0, limit)
      const full = found.ranks.length > limit
      const edge = full ? ranks.at(-1) : found.reached
      const first = ranks[0]
      const more = edge === undefined ? undefined : String(edge)
      const back = after ?? before ?? (first === undefined ? undefined : String(first))
      const opposite = ranks.length === 0 ? back : String(first)
      const searchedTo = full || edge === undefined ? undefined : timeOf(edge)
      return {
        calls: callsAt(ranks),
        ...(way === 'older'
          ? {
              ...(more === undefined ? {} : { next: more }),
              ...(opposite === undefined ? {} : { previous: opposite }),
            }
          : {
              ...(more === undefined ? {} : { previous: more }),
              ...(opposite === undefined ? {} : { next: opposite }),
            }),
        ...(searchedTo === undefined ? {} : { searchedTo }),
      }
    },

    /** Counts for a moment and tells where to go on. Exact at once when the kinds alone decide. */
    count(filter: SearchFilter, after?: string): CountStep {
      const kinds = pickKinds(filter)
      const range = rangeOf(filter)
      const checks = {
        kinds,
        filter,
        number: filter.number,
        agent: filter.agent,
        text: textOf(filter),
        tags: tagsOf(filter),
      }
      if (onlyKinds(checks)) {
        const everAll = range.above === 0 && range.below === END
        if (everAll) return { calls: kinds?.calls ?? total() }
        const ids = kinds?.ids ?? pickKinds({ talkFrom: 0, talkTo: END })?.ids ?? []
        return { calls: countByKinds.get({ keys: JSON.stringify(ids), ...range })?.calls ?? 0 }
      }
      const left = { ...range, below: Math.min(range.below, after === undefined ? END : Number(after)) }
      const how: How = { way: 'older', limit: END, ms: COUNT_MS, mostRows: COUNT_ROWS }
      const { ranks, reached } = merged(filter, kinds, left, how)
      return { calls: ranks.length, ...(reached === undefined ? {} : { next: String(reached) }) }
    },

    facets(): Facets {
      return {
        outcomes: facetStatements.outcomes.all(),
        reasons: facetStatements.reasons.all(),
        services: facetStatements.services.all(),
        profileIds: facetStatements.profileIds.all(),
        wrapUps: facetStatements.wrapUps.all(),
      }
    },
  }
}

type How = { way: Way; limit: number; ms: number; mostRows?: number }

type Checks = {
  readonly kinds: WantedKinds | undefined
  readonly filter: SearchFilter
  readonly number: number | string | undefined
  readonly agent: number | string | undefined
  readonly text: WantedText | undefined
  readonly tags: readonly number[] | undefined
}

/** Nothing is asked that a kind does not answer. */
const onlyKinds = ({ kinds, number, agent, text, tags }: Checks): boolean =>
  kinds?.talkUnsettled !== true &&
  number === undefined &&
  agent === undefined &&
  text === undefined &&
  tags === undefined

/** What the way in has not settled, as a condition on its rows. @param list where the kind of the row stands */
function checkOf({ kinds, filter, number, agent, text, tags }: Checks, list: 'c' | 'x'): Check {
  const parts: string[] = []
  const values: Record<string, unknown> = {}
  if (kinds !== undefined) {
    parts.push(`substr(@kinds, ${list}.kind_id + 1, 1) = x'01'`)
    values.kinds = kinds.bitmap
  }
  // A list of calls and a list of anything else both tell the kind.
  const onList = parts.length
  if (kinds?.talkUnsettled !== false && (filter.talkFrom !== undefined || filter.talkTo !== undefined)) {
    parts.push('c.talk_ms BETWEEN @talkFrom AND @talkTo')
    values.talkFrom = filter.talkFrom ?? 0
    values.talkTo = Math.min(filter.talkTo ?? END, END)
  }
  if (number !== undefined) {
    parts.push('@number IN (c.a_number_id, c.b_number_id)')
    values.number = number
  }
  if (agent !== undefined) {
    parts.push('c.a_number_id = @agent')
    values.agent = agent
  }
  if (tags !== undefined) {
    parts.push(
      'EXISTS (SELECT 1 FROM json_each(@tags) t JOIN tag_calls tc ON tc.tag_id = t.value AND tc.rank = c.rank)',
    )
    values.tags = JSON.stringify(tags)
  }
  if (text !== undefined) {
    const ways: string[] = []
    if (text.digits !== undefined) {
      ways.push('instr(c.digits, @digits) > 0')
      values.digits = text.digits
    }
    if (text.folded !== undefined) {
      ways.push(
        `EXISTS (SELECT 1 FROM number_names nn WHERE nn.number_id IN (c.a_number_id, c.b_number_id)
           AND instr(nn.folded, @text) > 0)`,
      )
      // Only where notes are not a way of their own.
      if (text.match !== undefined)
        ways.push(
          'EXISTS (SELECT 1 FROM call_notes cn WHERE cn.rank = c.rank AND instr(cn.folded, @text) > 0)',
        )
      values.text = text.folded
      if (text.tagIds.length > 0) {
        ways.push(
          `EXISTS (SELECT 1 FROM json_each(@textTags) tt
             JOIN tag_calls ttc ON ttc.tag_id = tt.value AND ttc.rank = c.rank)`,
        )
        values.textTags = JSON.stringify(text.tagIds)
      }
    }
    parts.push(`(${ways.join(' OR ')})`)
  }
  return { sql: parts.length === 0 ? '1' : parts.join(' AND '), values, ofCall: parts.length > onList }
}

const rangeOf = (filter: SearchFilter): Range => ({
  above: filter.from === undefined ? 0 : firstPlace(filter.from),
  below: filter.to === undefined ? END : firstPlace(filter.to),
})

function timeOf(rank: number): UtcMs | undefined {
  const at = Math.floor(rank / PLACES_PER_MS)
  return isUtcMs(at) ? at : undefined
}
