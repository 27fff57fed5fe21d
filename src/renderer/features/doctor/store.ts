import { createStore, type StoreApi } from 'zustand'
import type { Finding } from '../../../contract/doctor.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type DoctorState = {
  readonly findings: readonly Finding[]
  load(): Promise<void>
  apply(event: ContractEvent): void
  run(): Promise<void>
}

const context = createStoreContext<DoctorState>('doctor')
export const DoctorProvider = context.Provider
export const useDoctor = context.useSelect

/** Runs only when asked: a check-up asks the platform. What it found stays until the next one. */
export function createDoctorStore(options: { client: Client }): StoreApi<DoctorState> {
  return createStore<DoctorState>((set) => ({
    findings: [],
    async load() {},
    apply() {},
    async run() {
      set({ findings: [] })
      set({ findings: (await options.client.doctor.run({})).findings })
    },
  }))
}
