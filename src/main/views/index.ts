import type { Handlers } from '../../contract/index.ts'
import { ViewFields } from '../../contract/views.ts'
import type { UtcMs } from '../../domain/values.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store } from '../store/index.ts'

/** Saved views of the history. */
export function createViews(options: {
  store: Store
  publish: Publish
  clock: () => UtcMs
}): Handlers<'views'> {
  const { store, publish, clock } = options

  async function list() {
    const kept = await store.savedViews()
    const views = kept.flatMap(({ fields, ...view }) => {
      const read = ViewFields.safeParse(fields)
      return read.success ? [{ ...view, fields: read.data }] : []
    })
    return { views }
  }

  async function told() {
    const after = await list()
    publish({ name: 'views.changed', payload: after })
    return after
  }

  return {
    list,
    async save(input) {
      await store.saveView({ ...input, createdAt: clock() })
      return told()
    },
    async remove({ id }) {
      await store.removeView(id)
      return told()
    },
  }
}
