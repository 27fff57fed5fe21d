import { createStore, type StoreApi } from 'zustand'
import type { Campaign, CampaignFields, CampaignRow, RowFilter } from '../../../contract/campaigns.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { Sheet } from '../../../contract/sheets.ts'
import { type CampaignId, isCampaignId, isSourceId, must, type SourceId } from '../../../domain/values.ts'
import { errorOf, type Language, type SendFile } from '../../client/index.ts'
import { gathering } from '../../ui/gathering.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type Inspected = Awaited<ReturnType<Client['campaigns']['inspect']>> & { readonly uploadId: SourceId }

/** The rows of the campaign that is looked at, in pages from the first on. */
export type RowList = {
  readonly campaignId: CampaignId
  readonly filter: RowFilter
  readonly rows: readonly CampaignRow[]
  readonly more: boolean
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
}

export type CampaignsState = {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  /** The one made last first. */
  readonly list: readonly Campaign[]
  readonly rows: RowList | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  create(fields: CampaignFields): Promise<CampaignId>
  save(campaignId: CampaignId, fields: CampaignFields): Promise<void>
  /** Sends a file and looks into it; with a sheet it is only looked into again. */
  inspect(file: File): Promise<Inspected>
  inspectAgain(uploadId: SourceId, sheet: Sheet): Promise<Inspected>
  importList(campaignId: CampaignId, uploadId: SourceId, sheet: Sheet, numberColumn: number): Promise<void>
  act(campaignId: CampaignId, what: 'check' | 'start' | 'pause' | 'stop'): Promise<void>
  remove(campaignId: CampaignId): Promise<void>
  exportRows(campaignId: CampaignId, filter: RowFilter, format: 'csv' | 'xlsx'): Promise<void>
  openRows(campaignId: CampaignId, filter: RowFilter): Promise<void>
  moreRows(): Promise<void>
  settle(campaignId: CampaignId, row: number, verdict: 'placed' | 'notPlaced'): Promise<void>
}

const PAGE = 200
/** More are not given at a time. */
const LONGEST_PAGE = 500
/** While many calls go on, rows change many times a second; a screen that shows them asks a few times. */
const ROWS_PAUSE_MS = 400

const context = createStoreContext<CampaignsState>('campaigns')
export const CampaignsProvider = context.Provider
export const useCampaigns = context.useSelect
export const useCampaignsApi = context.useApi

export function createCampaignsStore(options: {
  client: Client
  language: () => Language
  newId: () => string
  send: SendFile
  after: (ms: number, act: () => void) => () => void
}): StoreApi<CampaignsState> {
  const { language, newId } = options
  const { campaigns } = options.client
  let asked = 0
  /** Row numbers that changed and are read again together. */
  let stale: { from: number; to: number } | undefined
  /** What is being saved; an act on it waits, or it would be done to what was there before. */
  let saving: Promise<unknown> = Promise.resolve()

  return createStore<CampaignsState>((set, get) => {
    const take = (campaign: Campaign) => {
      const { list } = get()
      const known = list.find(({ id }) => id === campaign.id)
      if (known !== undefined && known.revision > campaign.revision) return
      set({
        list:
          known === undefined
            ? [campaign, ...list]
            : list.map((one) => (one.id === campaign.id ? campaign : one)),
      })
    }
    const drop = (campaignId: CampaignId) => set({ list: get().list.filter(({ id }) => id !== campaignId) })

    const putRow = (row: CampaignRow) => {
      const { rows } = get()
      if (rows === undefined) return
      set({ rows: { ...rows, rows: rows.rows.map((one) => (one.row === row.row ? row : one)) } })
    }

    /** What is shown and has changed is read again in place; what a filter no longer lets in stays until it is chosen anew. */
    async function renewRows(): Promise<void> {
      const { rows } = get()
      const span = stale
      stale = undefined
      if (rows === undefined || span === undefined) return
      const shown = rows.rows.filter(({ row }) => row >= span.from && row <= span.to)
      const turn = asked
      try {
        for (const { first, last } of spansOf(shown, LONGEST_PAGE)) {
          const page = await campaigns.rows({
            campaignId: rows.campaignId,
            filter: {},
            after: first - 1,
            limit: last - first + 1,
          })
          const now = get().rows
          if (turn !== asked || now === undefined) return
          const fresh = new Map(page.rows.map((row) => [row.row, row]))
          set({ rows: { ...now, rows: now.rows.map((row) => newerOf(row, fresh.get(row.row))) } })
        }
      } catch {
        // The next change or the next connection reads again.
      }
    }

    const renewSoon = gathering(options.after, ROWS_PAUSE_MS, renewRows)

    return {
      phase: 'loading',
      error: undefined,
      list: [],
      rows: undefined,

      async load() {
        try {
          const { campaigns: list } = await campaigns.list({})
          set({ list, phase: 'ready', error: undefined })
        } catch (thrown) {
          set({ phase: get().phase === 'ready' ? 'ready' : 'failed', error: errorOf(thrown, language()) })
        }
        const { rows } = get()
        if (rows !== undefined) await get().openRows(rows.campaignId, rows.filter)
      },

      apply(event) {
        if (event.name === 'campaigns.changed') take(event.payload)
        if (event.name === 'campaigns.removed') drop(event.payload.campaignId)
        if (event.name === 'campaigns.rowsChanged') {
          const { campaignId, from, to } = event.payload
          if (get().rows?.campaignId !== campaignId) return
          stale = { from: Math.min(from, stale?.from ?? from), to: Math.max(to, stale?.to ?? to) }
          renewSoon()
        }
      },

      async create(fields) {
        const campaignId = must(newId(), isCampaignId, 'campaign id')
        take(await campaigns.save({ campaignId, fields }))
        return campaignId
      },
      async save(campaignId, fields) {
        const saved = campaigns.save({ campaignId, fields })
        saving = Promise.allSettled([saving, saved])
        take(await saved)
      },

      async inspect(file) {
        const uploadId = must(newId(), isSourceId, 'source id')
        await options.send(uploadId, file, language(), new AbortController().signal)
        const sheet: Sheet = { fileName: file.name, encoding: 'auto', headings: true }
        return get().inspectAgain(uploadId, sheet)
      },
      async inspectAgain(uploadId, sheet) {
        return { ...(await campaigns.inspect({ uploadId, sheet })), uploadId }
      },
      async importList(campaignId, uploadId, sheet, numberColumn) {
        take(await campaigns.importList({ campaignId, uploadId, sheet, numberColumn }))
      },
      async act(campaignId, what) {
        await saving
        take(await campaigns[what]({ campaignId }))
      },
      async remove(campaignId) {
        await campaigns.remove({ campaignId })
        drop(campaignId)
      },
      async exportRows(campaignId, filter, format) {
        await campaigns.exportRows({ campaignId, filter, format, language: language() })
      },

      async openRows(campaignId, filter) {
        asked += 1
        const turn = asked
        const before = get().rows
        const same = before?.campaignId === campaignId
        set({
          rows: {
            campaignId,
            filter,
            rows: same ? before.rows : [],
            more: false,
            phase: 'loading',
            error: undefined,
          },
        })
        try {
          const page = await campaigns.rows({ campaignId, filter, after: 0, limit: PAGE })
          if (turn === asked) {
            set({ rows: { campaignId, filter, ...page, phase: 'ready', error: undefined } })
          }
        } catch (thrown) {
          if (turn !== asked) return
          set({
            rows: {
              campaignId,
              filter,
              rows: [],
              more: false,
              phase: 'failed',
              error: errorOf(thrown, language()),
            },
          })
        }
      },
      async moreRows() {
        const { rows } = get()
        if (rows === undefined || !rows.more || rows.phase === 'loading') return
        const turn = asked
        set({ rows: { ...rows, phase: 'loading' } })
        try {
          const page = await campaigns.rows({
            campaignId: rows.campaignId,
            filter: rows.filter,
            after: rows.rows.at(-1)?.row ?? 0,
            limit: PAGE,
          })
          const now = get().rows
          if (turn !== asked || now === undefined) return
          set({ rows: { ...now, rows: [...now.rows, ...page.rows], more: page.more, phase: 'ready' } })
        } catch {
          const now = get().rows
          if (turn === asked && now !== undefined) set({ rows: { ...now, phase: 'ready' } })
        }
      },
      async settle(campaignId, row, verdict) {
        putRow(await campaigns.settle({ campaignId, row, verdict }))
      },
    }
  })
}

/** Rows in their order as stretches that are no longer than `most`, gaps between the rows included. */
function spansOf(rows: readonly CampaignRow[], most: number): { first: number; last: number }[] {
  const spans: { first: number; last: number }[] = []
  for (const { row } of rows) {
    const open = spans.at(-1)
    if (open !== undefined && row - open.first < most) open.last = row
    else spans.push({ first: row, last: row })
  }
  return spans
}

/** The row as it was read again; the one that stands there when nothing of it changed, so that it is not drawn anew. */
const newerOf = (row: CampaignRow, fresh: CampaignRow | undefined): CampaignRow =>
  fresh === undefined || JSON.stringify(fresh) === JSON.stringify(row) ? row : fresh
