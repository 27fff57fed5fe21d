import type { Call } from '../../../contract/calls.ts'

export type Page = { readonly calls: readonly Call[]; readonly next: string | undefined }

/** Puts a page behind what is there; a call that is in both is kept once, in its newer form. */
export function appendPage(calls: readonly Call[], page: readonly Call[]): readonly Call[] {
  const known = new Set(calls.map(({ id }) => id))
  return [...renew(calls, page), ...page.filter(({ id }) => !known.has(id))]
}

/** The same calls in the same places, each in its newest form. */
export function renew(calls: readonly Call[], changed: readonly Call[]): readonly Call[] {
  const newer = new Map(changed.map((call) => [call.id, call]))
  return calls.map((call) => {
    const other = newer.get(call.id)
    return other !== undefined && other.revision > call.revision ? other : call
  })
}

/** Calls at the head of a fresh first page that the list does not have yet. */
export function unseen(calls: readonly Call[], first: readonly Call[]): readonly Call[] {
  const known = new Set(calls.map(({ id }) => id))
  return first.filter(({ id }) => !known.has(id))
}

/**
 * A fresh first page over the list. When they do not touch, something lies between them that has not been
 * read, so the list starts anew from the page.
 */
export function mergeFirst(before: Page, first: Page): Page {
  if (before.calls.length === 0 || first.next === undefined) return first
  const ids = new Set(before.calls.map(({ id }) => id))
  if (!first.calls.some(({ id }) => ids.has(id))) return first
  const fresh = new Set(first.calls.map(({ id }) => id))
  return { calls: [...first.calls, ...before.calls.filter(({ id }) => !fresh.has(id))], next: before.next }
}
