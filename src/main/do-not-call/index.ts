import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import { isE164, type SourceId, type UtcMs } from '../../domain/values.ts'
import type { Publish } from '../rpc/event-bus.ts'
import { SheetProblem, type Sheets } from '../sheets/index.ts'
import type { Store } from '../store/index.ts'

/** Numbers that campaigns never call. */
export function createDoNotCall(options: {
  store: Store
  sheets: Sheets
  /** Where an uploaded file stands; `undefined` when there is none. */
  uploaded: (id: SourceId) => Promise<string | undefined>
  publish: Publish
  clock: () => UtcMs
}): Handlers<'doNotCall'> {
  const { store, sheets, publish, clock } = options
  const changed = async () => {
    publish({ name: 'doNotCall.changed', payload: { total: await store.countDoNotCall() } })
  }

  return {
    async list({ part, after, limit }) {
      const [page, total] = await Promise.all([
        store.doNotCall({ part, after: after ?? '', limit: limit + 1 }),
        store.countDoNotCall(),
      ])
      const entries = page.slice(0, limit)
      const last = entries.at(-1)?.number
      return page.length > limit && last !== undefined ? { entries, total, next: last } : { entries, total }
    },
    async add({ numbers, note }) {
      const added = await store.addDoNotCall(numbers, note, clock())
      await changed()
      return { added }
    },
    async remove({ numbers }) {
      const removed = await store.removeDoNotCall(numbers)
      await changed()
      return { removed }
    },
    async importList({ uploadId, sheet, column, note }) {
      const path = await options.uploaded(uploadId)
      if (path === undefined) throw new Refusal('upload.notFound')
      let added = 0
      let known = 0
      let wrong = 0
      const begin = () => undefined
      const rows = async (some: readonly { readonly number: string }[]) => {
        const numbers = some.map(({ number }) => number).filter(isE164)
        wrong += some.length - numbers.length
        const fresh = await store.addDoNotCall(numbers, note, clock())
        added += fresh
        known += numbers.length - fresh
      }
      try {
        await sheets.read(path, { ...sheet, numberColumn: column }, { begin, rows })
      } catch (problem) {
        if (problem instanceof SheetProblem) throw new Refusal('list.unreadable', { problem: problem.code })
        throw problem
      }
      await changed()
      return { added, known, wrong }
    },
  }
}
