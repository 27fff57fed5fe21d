import { gathering } from './gathering.ts'

/** A list that is read a page at a time, newest first, and that never jumps while somebody reads it. */

type Item = { readonly id: string | number; readonly revision?: number }
export type Page<T, C> = { readonly items: readonly T[]; readonly next: C | undefined }

export type Paged<T, C, E> = Page<T, C> & {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: E | undefined
  readonly more: 'idle' | 'loading' | 'failed'
  /** Rows that wait until the reader wants them. */
  readonly waiting: Page<T, C> | undefined
  readonly waitingCount: number
  readonly atTop: boolean
}

export type Pager<T> = {
  /** Reads anew, or looks at the head again when there is a list already. */
  load(): Promise<void>
  /** The question is another one: starts over after a pause. */
  restart(pauseMs: number): void
  /** Something was added or changed: looks at the head again, a little later. */
  stir(): void
  take(items: readonly T[]): void
  readMore(): Promise<void>
  showWaiting(): void
  setAtTop(atTop: boolean): void
}

const STIR_MS = 300

export const emptyPaged = <T, C, E>(): Paged<T, C, E> => ({
  phase: 'loading',
  error: undefined,
  items: [],
  next: undefined,
  more: 'idle',
  waiting: undefined,
  waitingCount: 0,
  atTop: true,
})

/** The same items in the same places, each in its newest form; the same list when none is newer. */
export function renewed<T extends Item>(items: readonly T[], changed: readonly T[]): readonly T[] {
  const newer = new Map(changed.map((item) => [item.id, item]))
  let found = false
  const all = items.map((item) => {
    const other = newer.get(item.id)
    if (other === undefined || (other.revision ?? 0) <= (item.revision ?? 0)) return item
    found = true
    return other
  })
  return found ? all : items
}

/** Items at the head of a fresh first page that the list does not have yet. */
export function unseen<T extends Item>(items: readonly T[], first: readonly T[]): readonly T[] {
  const known = new Set(items.map(({ id }) => id))
  return first.filter(({ id }) => !known.has(id))
}

/**
 * A fresh first page over the list. When they do not touch, something lies between them that has not been
 * read, so the list starts anew from the page.
 */
export function mergedFirst<T extends Item, C>(before: Page<T, C>, first: Page<T, C>): Page<T, C> {
  if (before.items.length === 0 || first.next === undefined) return first
  const known = new Set(before.items.map(({ id }) => id))
  if (!first.items.some(({ id }) => known.has(id))) return first
  return { items: [...first.items, ...unseen(first.items, before.items)], next: before.next }
}

/**
 * @param options.read asks for the page behind a cursor, for the first page without one; it is told whether its
 *   answer is still wanted
 * @param options.after calls later; returns how to take that back
 */
export function createPager<T extends Item, C, E>(options: {
  read: (after: C | undefined, asked: () => boolean) => Promise<Page<T, C>>
  get: () => Paged<T, C, E>
  set: (change: Partial<Paged<T, C, E>>) => void
  after: (ms: number, act: () => void) => () => void
  toError: (thrown: unknown) => E
}): Pager<T> {
  const { read, get, set, after } = options
  /** Rises with every new question; an answer to an older one is dropped. */
  let question = 0
  let cancelRestart: (() => void) | undefined

  function isAsked(): () => boolean {
    const turn = question
    return () => turn === question
  }

  async function start(): Promise<void> {
    question += 1
    const asked = isAsked()
    try {
      const { items, next } = await read(undefined, asked)
      if (!asked()) return
      set({ ...emptyPaged<T, C, E>(), items, next, phase: 'ready' })
    } catch (thrown) {
      if (asked()) set({ phase: 'failed', error: options.toError(thrown) })
    }
  }

  async function look(): Promise<void> {
    if (get().phase !== 'ready') return
    const asked = isAsked()
    try {
      const first = await read(undefined, asked)
      if (!asked()) return
      const { items, next, atTop } = get()
      const kept = renewed(items, first.items)
      const fresh = unseen(items, first.items)
      if (atTop) {
        set({ ...mergedFirst({ items: kept, next }, first), waiting: undefined, waitingCount: 0 })
      } else {
        set({ items: kept, waiting: fresh.length === 0 ? undefined : first, waitingCount: fresh.length })
      }
    } catch {
      // The list stays as it is; the next change or the next connection looks again.
    }
  }

  function showWaiting(): void {
    const { waiting, items, next } = get()
    if (waiting === undefined) return
    set({ ...mergedFirst({ items, next }, waiting), waiting: undefined, waitingCount: 0, atTop: true })
  }

  return {
    load: () => (get().phase === 'ready' ? look() : start()),

    restart(pauseMs) {
      question += 1
      set({ phase: 'loading', waiting: undefined, waitingCount: 0, atTop: true })
      cancelRestart?.()
      cancelRestart = after(pauseMs, start)
    },

    stir: gathering(after, STIR_MS, look),

    take(items) {
      const { items: before } = get()
      const after = renewed(before, items)
      if (after !== before) set({ items: after })
    },

    async readMore() {
      const { next, more, phase } = get()
      if (next === undefined || more === 'loading' || phase !== 'ready') return
      const asked = isAsked()
      set({ more: 'loading' })
      try {
        const page = await read(next, asked)
        if (!asked()) return
        const { items } = get()
        set({
          items: [...renewed(items, page.items), ...unseen(items, page.items)],
          next: page.next,
          more: 'idle',
        })
      } catch {
        if (asked()) set({ more: 'failed' })
      }
    },

    showWaiting,

    setAtTop(atTop) {
      if (atTop === get().atTop) return
      set({ atTop })
      if (atTop) showWaiting()
    },
  }
}
