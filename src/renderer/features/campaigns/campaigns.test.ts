import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { CampaignFields, CampaignRow } from '../../../contract/campaigns.ts'
import { createClient } from '../../../contract/client.ts'
import { isCampaignId, isE164, isProfileId, isTemplateId, must } from '../../../domain/values.ts'
import { campaignContents, contentDrafts, progressOf } from './draft.ts'
import { createCampaignsStore } from './store.ts'

const Page = z.object({ after: z.number().default(0), limit: z.number().default(0) })

const ID = must('campaign-a', isCampaignId, 'campaign id')
const rowOf = (row: number, state: CampaignRow['state'] = 'waiting'): CampaignRow => ({
  row,
  number: `+86138${String(row).padStart(8, '0')}`,
  cells: [],
  state,
  attempts: 0,
  callBack: false,
})

function storeOver(answer: (name: string, input: { after: number; limit: number }) => unknown) {
  const asked: string[] = []
  const later: (() => void)[] = []
  const store = createCampaignsStore({
    client: createClient(async (_kind, name, input) => {
      asked.push(name)
      return answer(name, Page.parse(input))
    }),
    language: () => 'en',
    newId: () => 'made-here-1',
    send: async () => {},
    after: (_ms, act) => {
      later.push(act)
      return () => {}
    },
  })
  const pass = async () => {
    for (const act of later.splice(0)) act()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { asked, pass, now: () => store.getState() }
}

describe('rows on the screen', () => {
  const ALL = 1000
  const pageOf = ({ after, limit }: { after: number; limit: number }, state?: CampaignRow['state']) => ({
    rows: Array.from({ length: Math.min(limit, ALL - after) }, (_, at) => rowOf(after + at + 1, state)),
    more: after + limit < ALL,
  })

  it('come page by page, in order and each once', async () => {
    const { now } = storeOver((_name, input) => pageOf(input))
    await now().openRows(ID, {})
    while (now().rows?.more === true) await now().moreRows()
    expect(now().rows?.rows.map(({ row }) => row)).toEqual(Array.from({ length: ALL }, (_, at) => at + 1))
  })

  it('are read again in place when they change, many changes together', async () => {
    let state: CampaignRow['state'] = 'waiting'
    const { asked, pass, now } = storeOver((_name, input) => pageOf(input, state))
    await now().openRows(ID, {})
    state = 'done'
    for (const row of [3, 7, 5]) {
      now().apply({ name: 'campaigns.rowsChanged', payload: { campaignId: ID, from: row, to: row } })
    }
    await pass()
    const states = now().rows?.rows.map((row) => row.state) ?? []
    expect(states.slice(0, 9)).toEqual([
      'waiting',
      'waiting',
      'done',
      'done',
      'done',
      'done',
      'done',
      'waiting',
      'waiting',
    ])
    expect(asked).toHaveLength(2)
  })

  it('are all read again when more have changed than one page gives, and the rest stay as they are', async () => {
    let changed = false
    const { asked, pass, now } = storeOver((_name, input) => {
      const page = pageOf(input)
      return changed ? { ...page, rows: page.rows.map((row) => stateOf(row)) } : page
    })
    const stateOf = (row: CampaignRow): CampaignRow => (row.row % 2 === 0 ? { ...row, state: 'done' } : row)
    await now().openRows(ID, {})
    while (now().rows?.more === true) await now().moreRows()
    const before = now().rows?.rows ?? []
    const reads = asked.length
    changed = true
    now().apply({ name: 'campaigns.rowsChanged', payload: { campaignId: ID, from: 2, to: ALL } })
    await pass()
    const after = now().rows?.rows ?? []
    expect(after).toEqual(before.map(stateOf))
    expect(asked.length - reads).toBe(2)
    for (const [at, row] of after.entries()) if (row.row % 2 === 1) expect(row).toBe(before[at])
  })

  it('of a campaign that is not looked at are not asked for', async () => {
    const { asked, pass, now } = storeOver((_name, input) => pageOf(input))
    await now().openRows(ID, {})
    const other = must('campaign-b', isCampaignId, 'campaign id')
    now().apply({ name: 'campaigns.rowsChanged', payload: { campaignId: other, from: 1, to: 9 } })
    await pass()
    expect(asked).toHaveLength(1)
  })
})

describe('a campaign in the form', () => {
  it('keeps contents as they were, and leaves out a template that is not chosen', () => {
    const templateId = must('template-a', isTemplateId, 'template id')
    const contents = [
      { kind: 'prompt' as const, name: 'a.wav', collect: { digits: 1, replayOn: '9' } },
      { kind: 'template' as const, templateId, values: [{ from: 'column' as const, column: 2 }] },
    ]
    const drafts = contentDrafts(contents)
    expect(campaignContents(drafts)).toEqual(contents)
    expect(
      campaignContents([...drafts, { key: 'x', kind: 'template', templateId: undefined, values: [] }]),
    ).toEqual(contents)
  })

  it('counts as over what is done, left out or ended before its call', () => {
    const states = { waiting: 5, calling: 2, unknown: 1, done: 10, skipped: 3, stopped: 4 }
    const counts = {
      rows: 25,
      states,
      outcomes: {},
      skipped: {},
      digits: {},
      tags: {},
      callBacks: 0,
      attempts: 0,
    }
    expect(progressOf({ counts })).toEqual({ over: 17, all: 25 })
  })
})

const FIELDS: CampaignFields = {
  name: 'a',
  profileId: must('profile-a', isProfileId, 'profile id'),
  display: must('+8675528000222', isE164, 'number'),
  contents: [],
  pace: { perSecond: 1, concurrency: 1 },
  hours: [],
  retry: { attempts: 1, afterMinutes: {} },
  rules: [],
  advice: { in24Hours: 3, in30Days: 10 },
}

describe('what was typed', () => {
  it('is saved before the list is checked', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { asked, now } = storeOver(async (name) => {
      if (name === 'campaigns.save') await promise
      return { id: ID, revision: 1 }
    })
    const save = now().save(ID, FIELDS)
    const check = now().act(ID, 'check')
    await new Promise((done) => setImmediate(done))
    expect(asked).toEqual(['campaigns.save'])
    resolve()
    await Promise.all([save, check])
    expect(asked).toEqual(['campaigns.save', 'campaigns.check'])
  })
})
