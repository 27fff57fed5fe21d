import type { CampaignId } from '../../domain/values.ts'
import { atMostEvery, type Gathered } from '../rpc/at-most-every.ts'

/** A campaign is told of this often at the most, in milliseconds. */
const TELL_MS = 250

type Pending = { readonly news: Gathered; from: number; to: number }

/** News of campaigns, gathered: many rows change in a second, and a screen can be told four times. */
export function createNews(
  tell: (id: CampaignId) => Promise<void>,
  rows: (id: CampaignId, from: number, to: number) => void,
) {
  const pending = new Map<CampaignId, Pending>()

  function send(id: CampaignId): void {
    const one = pending.get(id)
    if (one !== undefined && one.to > 0) {
      rows(id, one.from, one.to)
      one.from = Number.POSITIVE_INFINITY
      one.to = 0
    }
    void tell(id).catch(() => undefined)
  }

  return {
    /** @param row the number of a row that changed; absent: the campaign itself */
    of(id: CampaignId, row?: number): void {
      const one = pending.get(id) ?? {
        news: atMostEvery(TELL_MS, () => send(id)),
        from: Number.POSITIVE_INFINITY,
        to: 0,
      }
      pending.set(id, one)
      if (row !== undefined) {
        one.from = Math.min(one.from, row)
        one.to = Math.max(one.to, row)
      }
      one.news.stir()
    },
    close(): void {
      for (const { news } of pending.values()) news.close()
      pending.clear()
    },
  }
}
