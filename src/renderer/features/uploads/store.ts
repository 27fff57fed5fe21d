import { createStore, type StoreApi } from 'zustand'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { SendResult, TargetFields, UploadTarget } from '../../../contract/uploads.ts'
import type { ProfileId, PromptId } from '../../../domain/values.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type UploadsState = {
  readonly target: UploadTarget | undefined
  readonly error: ErrorData | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  save(fields: TargetFields): Promise<void>
  remove(): Promise<void>
  setHeader(name: string, value: string, keepIn: 'keychain' | 'memory'): Promise<void>
  removeHeader(name: string): Promise<void>
  /** @returns how many prompts the target knows of */
  test(): Promise<number>
  send(promptIds: readonly PromptId[], profileId: ProfileId): Promise<readonly SendResult[]>
  /** @returns how many reviews have moved on */
  refresh(): Promise<number>
}

const context = createStoreContext<UploadsState>('uploads')
export const UploadsProvider = context.Provider
export const useUploads = context.useSelect

export function createUploadsStore(options: {
  client: Client
  language: () => Language
}): StoreApi<UploadsState> {
  const { uploads } = options.client
  return createStore<UploadsState>((set, get) => {
    const take = (target: UploadTarget) => {
      const known = get().target
      if (known === undefined || known.revision <= target.revision) set({ target, error: undefined })
    }
    return {
      target: undefined,
      error: undefined,
      async load() {
        try {
          take(await uploads.target({}))
        } catch (thrown) {
          set({ error: errorOf(thrown, options.language()) })
        }
      },
      apply(event) {
        if (event.name === 'uploads.changed') take(event.payload)
      },
      async save(fields) {
        take(await uploads.saveTarget({ fields }))
      },
      async remove() {
        take(await uploads.removeTarget({}))
      },
      async setHeader(name, value, keepIn) {
        take(await uploads.setHeader({ name, value, keepIn }))
      },
      async removeHeader(name) {
        take(await uploads.removeHeader({ name }))
      },
      async test() {
        return (await uploads.test({})).prompts
      },
      async send(promptIds, profileId) {
        return (await uploads.send({ promptIds: [...promptIds], profileId })).results
      },
      async refresh() {
        return (await uploads.refresh({})).changed
      },
    }
  })
}
