import { createStore, type StoreApi } from 'zustand'
import type { Batch, BatchRow, RowFile, RowMapping } from '../../../contract/batches.ts'
import type { RowDefaults } from '../../../contract/binding-terms.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { RowField } from '../../../domain/batches/batch.ts'
import type { BoundMode } from '../../../domain/bindings/index.ts'
import {
  type BatchId,
  isBatchId,
  isUploadId,
  must,
  type ProfileId,
  type UploadId,
} from '../../../domain/values.ts'
import { createOnce, errorOf, type Language, type SendFile } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'
import type { BindForm } from '../bindings/index.ts'
import { NEW_FORM } from '../bindings/index.ts'
import { mappingOf, type RowFilter, rowQuery, withWindow } from './rows.ts'

/** A file on its way to a batch: sent, read, its columns given a meaning. */
export type FileDraft = {
  readonly fileId: UploadId
  readonly fileName: string
  readonly profileId: ProfileId
  readonly mode: BoundMode
  readonly state: 'sending' | 'read' | 'failed'
  readonly error: ErrorData | undefined
  readonly file: RowFile | undefined
  readonly mapping: RowMapping
  readonly form: BindForm
}

export type RowsSlot = {
  readonly batchId: BatchId
  readonly filter: RowFilter
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  readonly rows: readonly BatchRow[]
  readonly next: number | undefined
}

export type BatchesState = {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  /** Newest first. */
  readonly batches: readonly Batch[]
  readonly draft: FileDraft | undefined
  readonly open: RowsSlot | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  takeFile(file: File, profileId: ProfileId, mode: BoundMode): Promise<void>
  map(field: RowField, column: number | undefined): void
  editDefaults(change: Partial<BindForm>): void
  dropDraft(): void
  create(defaults: RowDefaults): Promise<Batch>
  openBatch(batchId: BatchId): void
  closeBatch(): void
  setFilter(filter: RowFilter): void
  readMore(): Promise<void>
  /** Reads the rows that are in view anew; called as the batch goes on. */
  renew(firstRow: number, lastRow: number): Promise<void>
  start(batchId: BatchId): Promise<void>
  pause(batchId: BatchId): Promise<void>
  undo(batchId: BatchId): Promise<void>
  remove(batchId: BatchId): Promise<void>
  result(batchId: BatchId, form: 'csv' | 'xlsx'): Promise<{ path: string; fileName: string }>
}

const PAGE = 200

const context = createStoreContext<BatchesState>('batches')
export const BatchesProvider = context.Provider
export const useBatches = context.useSelect

export function createBatchesStore(options: {
  client: Client
  language: () => Language
  newId: () => string
  send: SendFile
}): StoreApi<BatchesState> {
  const { client, language, newId } = options
  let stopSending: AbortController | undefined
  let asked = 0
  const once = createOnce(options)

  return createStore<BatchesState>((set, get) => {
    function take(batch: Batch): Batch {
      const known = get().batches.find(({ id }) => id === batch.id)
      if (known !== undefined && known.revision > batch.revision) return known
      const others = get().batches.filter(({ id }) => id !== batch.id)
      set({ batches: [batch, ...others].sort((one, other) => other.createdAt - one.createdAt) })
      return batch
    }

    const editDraft = (change: Partial<FileDraft>) => {
      const { draft } = get()
      if (draft !== undefined) set({ draft: { ...draft, ...change } })
    }

    async function readRows(): Promise<void> {
      const { open } = get()
      if (open === undefined) return
      asked += 1
      const turn = asked
      try {
        const { rows, next } = await client.batches.rows({
          batchId: open.batchId,
          limit: PAGE,
          ...rowQuery(open.filter),
        })
        if (turn === asked) set({ open: { ...open, phase: 'ready', error: undefined, rows, next } })
      } catch (thrown) {
        if (turn === asked) set({ open: { ...open, phase: 'failed', error: errorOf(thrown, language()) } })
      }
    }

    return {
      phase: 'loading',
      error: undefined,
      batches: [],
      draft: undefined,
      open: undefined,

      async load() {
        try {
          const { batches } = await client.batches.list({})
          set({ phase: 'ready', error: undefined, batches })
          await readRows()
        } catch (thrown) {
          set({ phase: get().phase === 'ready' ? 'ready' : 'failed', error: errorOf(thrown, language()) })
        }
      },

      apply(event) {
        if (event.name !== 'batches.changed') return
        const { id, state } = event.payload
        const before = get().batches.find((batch) => batch.id === id)
        take(event.payload)
        // Rows come to be while the file is checked, and come to fit a filter while the batch goes on.
        const { open } = get()
        if (open?.batchId === id && (before?.state !== state || open.rows.length === 0)) readRows()
      },

      async takeFile(file, profileId, mode) {
        stopSending?.abort()
        const stop = new AbortController()
        stopSending = stop
        const fileId = must(`rows-${newId()}`, isUploadId, 'file id')
        const form: BindForm = { ...NEW_FORM, xBy: mode === 'axb' ? 'platform' : 'number' }
        set({
          draft: {
            fileId,
            fileName: file.name,
            profileId,
            mode,
            state: 'sending',
            error: undefined,
            file: undefined,
            mapping: {},
            form: get().draft?.mode === mode ? (get().draft?.form ?? form) : form,
          },
        })
        try {
          await options.send(fileId, file, language(), stop.signal)
          const read = await client.batches.readFile({ fileId, fileName: file.name, mode })
          if (get().draft?.fileId === fileId) {
            editDraft({ state: 'read', file: read, mapping: mappingOf(read.columns) })
          }
        } catch (thrown) {
          if (stop.signal.aborted || get().draft?.fileId !== fileId) return
          editDraft({ state: 'failed', error: errorOf(thrown, language()) })
        }
      },

      map(field, column) {
        const { draft } = get()
        if (draft === undefined) return
        const kept = Object.entries(draft.mapping).filter(([name, at]) => name !== field && at !== column)
        editDraft({
          mapping: Object.fromEntries(column === undefined ? kept : [...kept, [field, column]]),
        })
      },

      editDefaults(change) {
        const { draft } = get()
        if (draft !== undefined) editDraft({ form: { ...draft.form, ...change } })
      },

      dropDraft() {
        stopSending?.abort()
        set({ draft: undefined })
      },

      async create(defaults) {
        const { draft } = get()
        if (draft === undefined) throw new TypeError('there is no file to make a batch of')
        const { profileId, fileId, fileName, mapping } = draft
        // The same file makes the same batch, however often the answer is lost.
        const batchId = must(fileId.replace(/^rows-/, ''), isBatchId, 'batch id')
        const batch = take(
          await client.batches.create({ batchId, profileId, fileId, fileName, mapping, defaults }),
        )
        if (get().draft?.fileId === fileId) set({ draft: undefined })
        return batch
      },

      openBatch(batchId) {
        if (get().open?.batchId === batchId) return
        set({
          open: { batchId, filter: 'all', phase: 'loading', error: undefined, rows: [], next: undefined },
        })
        readRows()
      },

      closeBatch: () => set({ open: undefined }),

      setFilter(filter) {
        const { open } = get()
        if (open === undefined) return
        set({ open: { ...open, filter, phase: 'loading', rows: [], next: undefined } })
        readRows()
      },

      async readMore() {
        const { open } = get()
        if (open?.next === undefined || open.phase !== 'ready') return
        const turn = asked
        const after = open.next
        set({ open: { ...open, next: undefined } })
        try {
          const { rows, next } = await client.batches.rows({
            batchId: open.batchId,
            limit: PAGE,
            afterRow: after,
            ...rowQuery(open.filter),
          })
          const now = get().open
          if (turn === asked && now !== undefined) {
            set({ open: { ...now, rows: [...now.rows, ...rows], next } })
          }
        } catch {
          const now = get().open
          if (turn === asked && now !== undefined) set({ open: { ...now, next: after } })
        }
      },

      async renew(firstRow, lastRow) {
        const { open } = get()
        if (open === undefined || open.phase !== 'ready') return
        const turn = asked
        try {
          const { rows } = await client.batches.rows({
            batchId: open.batchId,
            limit: PAGE,
            afterRow: Math.max(0, firstRow - 1),
            ...rowQuery(open.filter),
          })
          const now = get().open
          if (turn !== asked || now?.batchId !== open.batchId) return
          set({ open: { ...now, rows: withWindow(now.rows, rows, firstRow, lastRow) } })
        } catch {
          // What is shown stays; the next step of the batch reads again.
        }
      },

      async start(batchId) {
        take(await once(`start ${batchId}`, (requestId) => client.batches.start({ requestId, batchId })))
      },
      async pause(batchId) {
        take(await client.batches.pause({ batchId }))
      },
      async undo(batchId) {
        take(await once(`undo ${batchId}`, (requestId) => client.batches.undo({ requestId, batchId })))
      },
      async remove(batchId) {
        await client.batches.remove({ batchId })
        set({ batches: get().batches.filter(({ id }) => id !== batchId) })
      },
      result: (batchId, form) => client.batches.result({ batchId, form }),
    }
  })
}
