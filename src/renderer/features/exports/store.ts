import { createStore, type StoreApi } from 'zustand'
import type { Client } from '../../../contract/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

type Request = Parameters<Client['exports']['make']>[0]

export type ExportsState = {
  load(): Promise<void>
  apply(): void
  /** Begins an export; the list of tasks tells of it. */
  make(request: Request): Promise<void>
}

const context = createStoreContext<ExportsState>('exports')
export const ExportsProvider = context.Provider
export const useExports = context.useSelect

export function createExportsStore(options: { client: Client }): StoreApi<ExportsState> {
  return createStore<ExportsState>(() => ({
    load: () => Promise.resolve(),
    apply() {},
    async make(request) {
      await options.client.exports.make(request)
    },
  }))
}
