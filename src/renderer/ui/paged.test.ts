import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPager, emptyPaged, mergedFirst, type Page, type Paged, renewed, unseen } from './paged.ts'

type Item = { readonly id: number; readonly revision: number }
const items = (from: number, count: number, revision = 1): Item[] =>
  Array.from({ length: count }, (_, at) => ({ id: from - at, revision }))

describe('items of a list that is read in pages', () => {
  it('take their newer form and keep their place', () => {
    const list = items(9, 3)
    expect(renewed(list, [{ id: 8, revision: 2 }])).toEqual([list[0], { id: 8, revision: 2 }, list[2]])
    expect(renewed(list, [{ id: 8, revision: 0 }])).toEqual(list)
  })

  it('never stand there twice, however a fresh first page overlaps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 12 }), (held, shift) => {
        const before = { items: items(50, held), next: 7 }
        const first = { items: items(50 + shift, 5), next: 3 }
        const merged = mergedFirst(before, first)
        expect(new Set(merged.items.map(({ id }) => id)).size).toBe(merged.items.length)
        expect(unseen(merged.items, first.items)).toEqual([])
      }),
    )
  })

  it('start anew when something between them has not been read', () => {
    const first = { items: items(90, 5), next: 3 }
    expect(mergedFirst({ items: items(50, 5), next: 7 }, first)).toEqual(first)
  })
})

/** @param answer what is there when the page behind a cursor is asked for */
function pagerOver(answer: (after: number | undefined) => Promise<Page<Item, number>>) {
  let state: Paged<Item, number, string> = emptyPaged()
  const timers: (() => void)[] = []
  const pager = createPager<Item, number, string>({
    read: answer,
    get: () => state,
    set: (change) => {
      state = { ...state, ...change }
    },
    after: (_ms, act) => {
      timers.push(act)
      return () => timers.splice(timers.indexOf(act), 1)
    },
    toError: String,
  })
  /** Lets what was put off happen; says how much there was. */
  const passTime = (): number => {
    const due = timers.splice(0)
    for (const act of due) act()
    return due.length
  }
  return { pager, now: () => state, passTime }
}

describe('reading a list page by page', () => {
  it('lets new items wait while one reads, and shows them when one is back at the top', async () => {
    let head = items(10, 3)
    const { pager, now, passTime } = pagerOver(async () => ({ items: head, next: 7 }))
    await pager.load()
    pager.setAtTop(false)
    head = items(12, 5)
    pager.stir()
    passTime()
    await expect.poll(() => now().waitingCount).toBe(2)
    expect(now().items).toEqual(items(10, 3))
    pager.setAtTop(true)
    expect(now().items).toEqual(items(12, 5))
    expect(now().waitingCount).toBe(0)
  })

  it('follows while changes never end: a later one does not put the look off', async () => {
    let reads = 0
    const { pager, passTime } = pagerOver(async () => {
      reads += 1
      return { items: items(10, 3), next: 7 }
    })
    await pager.load()
    for (let n = 0; n < 5; n += 1) pager.stir()
    expect(passTime()).toBe(1)
    pager.stir()
    expect(passTime()).toBe(1)
    expect(reads).toBe(3)
  })

  it('reads on behind the last page, and says when that failed', async () => {
    let broken = true
    const { pager, now } = pagerOver(async (after) => {
      if (after === undefined) return { items: items(10, 2), next: 9 }
      if (broken) throw new Error('no')
      return { items: items(8, 2), next: undefined }
    })
    await pager.load()
    await pager.readMore()
    expect(now().more).toBe('failed')
    broken = false
    await pager.readMore()
    expect(now().items).toEqual(items(10, 4))
    expect(now().next).toBeUndefined()
  })

  it('holds no item twice when pages overlap, and takes the newer form', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 0, max: 12 }),
        async (held, shift) => {
          const { pager, now } = pagerOver(async (after) =>
            after === undefined
              ? { items: items(100, held), next: 1 }
              : { items: items(100 - shift, 6, 2), next: undefined },
          )
          await pager.load()
          await pager.readMore()
          const ids = now().items.map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
          expect(ids).toEqual(expect.arrayContaining(items(100, held).map(({ id }) => id)))
          for (const { id, revision } of now().items)
            expect(revision).toBe(id <= 100 - shift && id > 94 - shift ? 2 : 1)
        },
      ),
    )
  })

  it('drops an answer to a question that is no longer asked', async () => {
    const answers: ((page: Page<Item, number>) => void)[] = []
    const { pager, now, passTime } = pagerOver(() => new Promise((done) => answers.push(done)))
    const first = pager.load()
    pager.restart(100)
    passTime()
    answers[1]?.({ items: items(3, 1), next: undefined })
    answers[0]?.({ items: items(9, 4), next: undefined })
    await first
    await expect.poll(() => now().phase).toBe('ready')
    expect(now().items).toEqual(items(3, 1))
  })

  it('says why the first page could not be read', async () => {
    const { pager, now } = pagerOver(async () => {
      throw new Error('no')
    })
    await pager.load()
    expect(now()).toMatchObject({ phase: 'failed', error: 'Error: no' })
  })
})
