import { createStore, type StoreApi } from 'zustand'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { Profile, ProfileCheck, ProfileFields } from '../../../contract/profiles.ts'
import type { ProfileId } from '../../../domain/values.ts'
import { errorOf, type Language } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'
import { chooseActive } from './selectors.ts'

export type ProfilesState = {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  readonly revision: number
  readonly list: readonly Profile[]
  readonly activeId: ProfileId | undefined
  load(): Promise<void>
  apply(event: ContractEvent): void
  use(id: ProfileId): void
  save(id: ProfileId, fields: ProfileFields): Promise<Profile>
  setSecret(id: ProfileId, secret: string, keepIn: 'keychain' | 'memory'): Promise<Profile>
  remove(id: ProfileId): Promise<void>
  test(id: ProfileId): Promise<readonly ProfileCheck[]>
  resume(id: ProfileId): Promise<void>
}

const context = createStoreContext<ProfilesState>('profiles')
export const ProfilesProvider = context.Provider
export const useProfiles = context.useSelect

/** @param memory where the profile last used is kept between runs */
export function createProfilesStore(options: {
  client: Client
  language: () => Language
  memory: { read(): string | undefined; keep(id: string): void }
}): StoreApi<ProfilesState> {
  const { client, language, memory } = options
  let asked = 0

  return createStore<ProfilesState>((set, get) => {
    const take = (profile: Profile) => {
      const known = get().list.find(({ id }) => id === profile.id)
      if (known !== undefined && known.revision > profile.revision) return
      const others = get().list.filter(({ id }) => id !== profile.id)
      const list = [...others, profile].sort((one, other) => one.name.localeCompare(other.name, language()))
      set({ list, activeId: chooseActive(list, get().activeId) })
    }

    return {
      phase: 'loading',
      error: undefined,
      revision: -1,
      list: [],
      activeId: undefined,

      async load() {
        asked += 1
        const turn = asked
        try {
          const answer = await client.profiles.list({})
          if (turn !== asked || answer.revision < get().revision) return
          const wanted = get().activeId ?? answer.profiles.find(({ id }) => id === memory.read())?.id
          set({
            phase: 'ready',
            error: undefined,
            revision: answer.revision,
            list: answer.profiles,
            activeId: chooseActive(answer.profiles, wanted),
          })
        } catch (thrown) {
          if (turn !== asked) return
          set({ phase: get().phase === 'ready' ? 'ready' : 'failed', error: errorOf(thrown, language()) })
        }
      },

      apply(event) {
        if (event.name === 'profiles.changed' && event.payload.revision > get().revision) get().load()
      },

      use(id) {
        memory.keep(id)
        set({ activeId: id })
      },

      async save(id, fields) {
        const profile = await client.profiles.save({ profileId: id, fields })
        take(profile)
        return profile
      },

      async setSecret(id, secret, keepIn) {
        const profile = await client.profiles.setSecret({ profileId: id, secret, keepIn })
        take(profile)
        return profile
      },

      async remove(id) {
        await client.profiles.remove({ profileId: id })
        const list = get().list.filter((profile) => profile.id !== id)
        set({ list, activeId: chooseActive(list, get().activeId) })
      },

      async test(id) {
        const { checks } = await client.profiles.test({ profileId: id })
        // A failed sign-in pauses the profile; the list tells.
        get().load()
        return checks
      },

      async resume(id) {
        take(await client.profiles.resume({ profileId: id }))
      },
    }
  })
}
