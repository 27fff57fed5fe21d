import type { Call } from '../../../domain/calls/index.ts'
import type { E164, ProfileId, UtcMs } from '../../../domain/values.ts'

/** What calls are searched by; all that is given must hold. Of a list, one must. */
export type SearchFilter = {
  /** Part of a number, of the name of a contact, of a note or of a tag. */
  readonly text?: string | undefined
  /** Digits of a number alone, with or without a leading plus. */
  readonly numberPart?: string | undefined
  /** A whole number, on either leg. */
  readonly number?: E164 | undefined
  /** The agent's own number: leg A. */
  readonly agent?: E164 | undefined
  readonly from?: UtcMs | undefined
  /** Exclusive. */
  readonly to?: UtcMs | undefined
  readonly outcomes?: readonly string[] | undefined
  readonly profileIds?: readonly ProfileId[] | undefined
  readonly services?: readonly string[] | undefined
  readonly directions?: readonly string[] | undefined
  /** As `reasonOf` makes them. */
  readonly reasons?: readonly string[] | undefined
  readonly wrapUps?: readonly string[] | undefined
  /** Names of tags. */
  readonly tags?: readonly string[] | undefined
  readonly recorded?: boolean | undefined
  readonly reviewed?: boolean | undefined
  readonly noted?: boolean | undefined
  /** Milliseconds, both included. */
  readonly talkFrom?: number | undefined
  readonly talkTo?: number | undefined
}

export type Search = {
  readonly filter: SearchFilter
  /** `next` of a page: older calls. */
  readonly after?: string | undefined
  /** `previous` of a page: newer calls. */
  readonly before?: string | undefined
  readonly limit: number
}

/** Newest first in either direction. */
export type SearchPage = {
  readonly calls: Call[]
  /** Absent: there is nothing older. */
  readonly next?: string
  /** Absent: there is nothing newer. */
  readonly previous?: string
  /** How far in time was looked when that was not far enough to fill the page. */
  readonly searchedTo?: UtcMs
}

/** A stretch of counting; `next` goes on where it stopped. */
export type CountStep = { readonly calls: number; readonly next?: string }

export type FacetValue = { readonly value: string; readonly calls: number }

/** Values that occur, with the number of calls of each. */
export type Facets = {
  readonly outcomes: FacetValue[]
  readonly reasons: FacetValue[]
  readonly services: FacetValue[]
  readonly profileIds: FacetValue[]
  readonly wrapUps: FacetValue[]
}
