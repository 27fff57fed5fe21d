import { rm } from 'node:fs/promises'
import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import { columnsOf } from '../../domain/exports/index.ts'
import type { UtcMs } from '../../domain/values.ts'
import type { Audit } from '../audit/index.ts'
import type { Privacy } from '../privacy/index.ts'
import type { Store } from '../store/index.ts'
import type { Tasks } from '../tasks/index.ts'
import type { FileDrop } from './file-drop.ts'
import type { Shelf } from './shelf.ts'
import { NotATable, runExportWork } from './work.ts'

export { createFileDrop, type FileDrop } from './file-drop.ts'
export { maskedCall } from './masked-call.ts'
export { createShelf, type Shelf, type ShelvedFile } from './shelf.ts'
export { type CallsFormat, callsFile, tableFile } from './write-calls.ts'

export type Exports = {
  readonly handlers: Handlers<'exports'>
}

/**
 * Calls out to files and in again. The work runs in a thread of its own; the file is whole or absent.
 *
 * @param drop files that a screen sent
 */
export function createExports(options: {
  dataDir: string
  drop: FileDrop
  shelf: Shelf
  store: Store
  tasks: Tasks
  audit: Audit
  privacy: Privacy
  clock: () => UtcMs
  onImported: () => void
}): Exports {
  const { store, tasks, audit, privacy, shelf } = options

  return {
    handlers: {
      async make({ format, filter, columns, headings, encoding }) {
        if (columnsOf(columns).length === 0) throw new Refusal('export.noColumns')
        const masked = privacy.masking()
        const total = filter === undefined ? await store.countCalls() : undefined
        const kind = 'historyExport'
        const taskId = tasks.start(
          { kind, params: { format }, ...(total === undefined ? {} : { total }) },
          async ({ signal, progress }) => {
            const day = new Date(options.clock()).toISOString().slice(0, 10)
            const file = shelf.place(`voicedesk-calls-${day}.${format}`)
            let calls = 0
            await runExportWork(
              {
                kind: 'export',
                dataDir: options.dataDir,
                path: file.path,
                format,
                filter,
                columns,
                headings,
                encoding,
                mask: masked ? { ownNumbers: privacy.ownNumbers() } : undefined,
              },
              signal,
              {
                progress(done) {
                  calls = done
                  progress({ done })
                },
              },
            )
            await audit.record({ action: 'export.made', subject: file.id, params: { format, calls, masked } })
            return { resultPath: file.resultPath }
          },
        )
        return { taskId }
      },
      async import({ uploadId }) {
        const path = await options.drop.sentFile(uploadId)
        const taskId = tasks.start({ kind: 'historyImport' }, async ({ signal, progress }) => {
          const kept = { added: 0, known: 0, unread: 0 }
          try {
            await runExportWork({ kind: 'import', path }, signal, {
              progress: (done) => progress({ done }),
              badRow() {
                kept.unread += 1
              },
              async calls(calls) {
                const { added, known } = await store.importCalls(calls, options.clock())
                kept.added += added
                kept.known += known
              },
            })
          } catch (problem) {
            throw problem instanceof NotATable ? new Refusal('import.noTable') : problem
          } finally {
            await rm(path, { force: true })
            if (kept.added > 0) options.onImported()
          }
          await audit.record({ action: 'import.made', params: kept })
          return { params: kept }
        })
        return { taskId }
      },
    },
  }
}
