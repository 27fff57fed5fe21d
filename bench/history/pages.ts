import { z } from 'zod'
import { startApp } from '../../src/main/app.ts'
import { openReadOnly } from '../../src/main/store/connection.ts'
import type { Search } from '../../src/main/store/index.ts'
import { createSearch } from '../../src/main/store/search/index.ts'
import { QUESTIONS, randomFor } from './questions.ts'

export const PAGE = 60

/** So many pages that were cut short are gone on from, of each kind of question; and how long at the most. */
const WHOLE_PAGES = 5
const WHOLE_MS = 3000

type Page = { readonly calls: number; readonly next: string | undefined; readonly cut: boolean }

/** Pages of one kind: how long each took in milliseconds, and how many calls lay on those that were cut short. */
export type PageTimes = { readonly ms: number[]; readonly cut: number[] }

export type KindTimes = {
  readonly name: string
  readonly first: PageTimes
  readonly next: PageTimes
  /** Of some first pages that were cut short: until as many calls were there as were asked for, or no more exist. */
  readonly wholeMs: number[]
}

/** Whoever answers a search. The time is that of `ask` alone. */
type Asked<Answer> = {
  ask(query: Search): Answer | Promise<Answer>
  read(answer: Answer): Page
}

/** Every kind of question: its first page and the one behind it, after a few to warm up. */
async function* timesOfKinds<Answer>(
  { ask, read }: Asked<Answer>,
  rounds: number,
): AsyncGenerator<KindTimes> {
  async function timed(query: Search): Promise<Page & { readonly ms: number }> {
    const from = performance.now()
    const answer = await ask(query)
    const ms = performance.now() - from
    return { ...read(answer), ms }
  }
  const note = ({ ms, cut, calls }: Awaited<ReturnType<typeof timed>>, times: PageTimes) => {
    times.ms.push(ms)
    if (cut) times.cut.push(calls)
  }

  for (const { name, ask: question } of QUESTIONS) {
    const random = randomFor(name)
    const kind: KindTimes = { name, first: { ms: [], cut: [] }, next: { ms: [], cut: [] }, wholeMs: [] }
    for (let round = -Math.ceil(rounds / 10); round < rounds; round += 1) {
      const filter = question(random)
      const page = await timed({ filter, limit: PAGE })
      if (round >= 0) note(page, kind.first)
      if (page.next === undefined) continue
      const second = await timed({ filter, limit: PAGE, after: page.next })
      if (round >= 0) note(second, kind.next)
      if (round < 0 || !page.cut || kind.wholeMs.length >= WHOLE_PAGES) continue
      let ms = page.ms + second.ms
      let calls = page.calls + second.calls
      for (let after = second.next; after !== undefined && calls < PAGE && ms < WHOLE_MS; ) {
        const more = await timed({ filter, limit: PAGE, after })
        ms += more.ms
        calls += more.calls
        after = more.next
      }
      kind.wholeMs.push(ms)
    }
    yield kind
  }
}

/** In the thread that reads: from the question to the calls. */
export async function* timesInThread(dataDir: string): AsyncGenerator<KindTimes> {
  const db = openReadOnly(dataDir)
  const search = createSearch(db)
  yield* timesOfKinds(
    {
      ask: (query) => search.page(query),
      read: ({ calls, next, searchedTo }) => ({ calls: calls.length, next, cut: searchedTo !== undefined }),
    },
    100,
  )
  db.close()
}

const Reply = z.object({
  ok: z.literal(true),
  value: z.object({
    calls: z.array(z.unknown()),
    next: z.string().optional(),
    searchedTo: z.number().optional(),
  }),
})

/** From the text of a request to the text of its reply: parsing, thread, checks of the schema, words. */
export async function* timesOverContract(dataDir: string): AsyncGenerator<KindTimes> {
  const app = await startApp({
    dataDir,
    outDir: dataDir,
    systemLanguage: 'zh-CN',
    demo: false,
    capabilities: { tray: false, telHandler: false, systemProxy: false },
    resolveProxy: undefined,
    receiver: { receiverHost: 'loopback', receiverPort: 0 },
    rescueRecordings: false,
  })
  const { signal } = new AbortController()
  try {
    yield* timesOfKinds(
      {
        ask: async (query) =>
          JSON.stringify(await app.dispatch('history.search', JSON.stringify(query), { signal })),
        read(text) {
          const { calls, next, searchedTo } = Reply.parse(JSON.parse(text)).value
          return { calls: calls.length, next, cut: searchedTo !== undefined }
        },
      },
      100,
    )
  } finally {
    await app.close()
  }
}
