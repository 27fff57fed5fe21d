import type { Handlers } from '../../contract/index.ts'
import type { Store } from '../store/index.ts'

/** Counting goes on for so long; then what was counted is told as "more than". */
const COUNT_MS = 2000

/** What was, from the store alone. */
export function createHistory(store: Store): Handlers<'history'> {
  return {
    search: (input) => store.searchCalls(input),
    async recentNumbers(input) {
      return { numbers: await store.recentNumbers(input.limit) }
    },
    async count({ filter }, { signal }) {
      const until = performance.now() + COUNT_MS
      let calls = 0
      for (let after: string | undefined; ; ) {
        const step = await store.countMatching(filter, after)
        calls += step.calls
        after = step.next
        if (after === undefined) return { calls, complete: true }
        if (signal.aborted || performance.now() > until) return { calls, complete: false }
      }
    },
    facets: () => store.facets(),
  }
}
