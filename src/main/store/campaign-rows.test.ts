import { describe, expect, it } from 'vitest'
import { isCampaignId, must } from '../../domain/values.ts'
import { T0, time } from './testing/events.ts'
import { memoryStore } from './testing/memory.ts'

const campaignId = (n: number) => must(`campaign-000${n}`, isCampaignId, 'campaign id')

function withCampaigns(...rowsOf: readonly number[]) {
  const store = memoryStore()
  const add = (n: number) =>
    store.writes.saveCampaign(
      { id: campaignId(n), state: 'draft', fields: {}, facts: {}, contents: [] },
      time(T0),
    )
  for (const [n, rows] of rowsOf.entries()) {
    add(n)
    const list = Array.from({ length: rows }, (_, row) => ({ number: `+861380000000${row}`, cells: [] }))
    store.writes.addCampaignRows(campaignId(n), 1, list)
  }
  const rows = (n: number) => {
    const query = { id: campaignId(n), filter: {}, after: 0, limit: 100 }
    return store.reads.campaignRows(query).length
  }
  return { ...store, add, rows }
}

describe('rows of a campaign that was removed', () => {
  it('are taken away a few at a time, and those of others stay', () => {
    const { writes, rows, db } = withCampaigns(2, 5, 3, 2)
    writes.removeCampaign(campaignId(1))
    writes.removeCampaign(campaignId(2))
    let times = 1
    while (writes.dropCampaignRows(undefined, 2)) times += 1
    expect(times).toBeGreaterThan(3)
    expect([0, 1, 2, 3].map(rows)).toEqual([2, 0, 0, 2])
    const left = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM campaign_rows').get()
    expect(left?.n).toBe(4)
    expect(writes.dropCampaignRows(undefined, 2)).toBe(false)
  })

  it('never come to a campaign that is made meanwhile', () => {
    const { writes, reads, rows, add } = withCampaigns(1, 5)
    writes.removeCampaign(campaignId(1))
    add(7)
    expect(rows(7)).toBe(0)
    expect(reads.campaignCounts(campaignId(7))).toEqual([])
    while (writes.dropCampaignRows(undefined, 2));
    expect(rows(0)).toBe(1)
  })
})
