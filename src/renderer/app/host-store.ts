import { createStore, type StoreApi } from 'zustand'
import type { Client } from '../../contract/index.ts'
import type { HostInfo } from '../ui/host-info.tsx'

export type HostState = {
  readonly info: HostInfo | undefined
  load(): Promise<void>
  apply(): void
}

/** Who is at the other end. It changes only when the application starts anew. */
export function createHostStore(options: { client: Client }): StoreApi<HostState> {
  return createStore<HostState>((set) => ({
    info: undefined,
    async load() {
      try {
        const { version, demo, damaged, capabilities } = await options.client.host.hello({})
        const { keychain, keychainProblem } = capabilities
        set({ info: { version, demo, damaged, keychain, keychainProblem } })
      } catch {
        // The banner of the connection says why.
      }
    },
    apply: () => undefined,
  }))
}
