import type { Handlers } from '../../contract/index.ts'
import type { Store } from '../store/index.ts'

/** What was, from the store alone. */
export function createHistory(store: Store): Handlers<'history'> {
  return {
    search: (input) => store.searchCalls(input),
    async recentNumbers(input) {
      return { numbers: await store.recentNumbers(input.limit) }
    },
    async count() {
      return { calls: await store.countCalls() }
    },
  }
}
