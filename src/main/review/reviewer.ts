import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import { Reviewer } from '../../contract/review-records.ts'
import { isReviewId, must } from '../../domain/values.ts'
import type { Store } from '../store/index.ts'

const KEY = 'reviewer'

export type Identity = {
  current(): Promise<Reviewer>
  /** What is written already keeps the name it has. */
  rename(name: string): Promise<Reviewer>
}

/**
 * The reviewer of this installation, called as the person at the system until told otherwise. The id is made
 * once, so that a change of name loses nothing.
 */
export function createIdentity(store: Store): Identity {
  let making: Promise<Reviewer> | undefined

  async function make(): Promise<Reviewer> {
    const reviewer = {
      id: must(randomUUID(), isReviewId, 'reviewer'),
      name: userInfo().username.slice(0, 60),
    }
    await store.saveSetting(KEY, reviewer)
    return reviewer
  }

  async function current(): Promise<Reviewer> {
    const kept = Reviewer.safeParse(await store.setting(KEY))
    if (kept.success) return kept.data
    making ??= make()
    return making
  }

  return {
    current,
    async rename(name) {
      const renamed = { ...(await current()), name }
      await store.saveSetting(KEY, renamed)
      return renamed
    },
  }
}
