import { createStore, type StoreApi } from 'zustand'
import type { BindingPolicy, Drift, PrivateNumber, Reconciliation } from '../../../contract/bindings.ts'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { DriftWay } from '../../../domain/bindings/index.ts'
import type { ProfileId } from '../../../domain/values.ts'
import { createOnce, errorOf, type Language } from '../../client/index.ts'
import { gathering } from '../../ui/gathering.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type NumbersState = {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  readonly numbers: readonly PrivateNumber[]
  readonly policy: BindingPolicy | undefined
  /** The last comparison of each profile. */
  readonly reconciliations: ReadonlyMap<ProfileId, Reconciliation>
  /** Differences that are being mended. */
  readonly mending: ReadonlySet<string>
  readonly problems: ReadonlyMap<string, ErrorData>
  load(): Promise<void>
  apply(event: ContractEvent): void
  setPolicy(policy: BindingPolicy): Promise<void>
  reconcile(profileId: ProfileId): Promise<void>
  mend(profileId: ProfileId, drift: Drift, way: DriftWay): Promise<void>
}

const CHANGE_PAUSE_MS = 500

const context = createStoreContext<NumbersState>('privateNumbers')
export const PrivateNumbersProvider = context.Provider
export const usePrivateNumbers = context.useSelect

/** The board of private numbers, and how the ledger stands to the platform. */
export function createPrivateNumbersStore(options: {
  client: Client
  language: () => Language
  newId: () => string
  after: (ms: number, act: () => void) => () => void
}): StoreApi<NumbersState> {
  const { client, language, after } = options
  let asked = 0
  /** What is sent once carries the same id until it has been answered. */
  const once = createOnce(options)

  return createStore<NumbersState>((set, get) => {
    const renew = gathering(after, CHANGE_PAUSE_MS, () => get().load())
    const takeReconciliation = (one: Reconciliation) =>
      set({ reconciliations: new Map(get().reconciliations).set(one.profileId, one) })

    function takeDrift(drift: Drift): void {
      const one = get().reconciliations.get(drift.profileId)
      if (one === undefined) return
      takeReconciliation({
        ...one,
        drifts: one.drifts.map((known) => (known.id === drift.id ? drift : known)),
      })
    }

    return {
      phase: 'loading',
      error: undefined,
      numbers: [],
      policy: undefined,
      reconciliations: new Map(),
      mending: new Set(),
      problems: new Map(),

      async load() {
        asked += 1
        const turn = asked
        try {
          const [board, compared] = await Promise.all([
            client.bindings.numbers({}),
            client.bindings.reconciliations({}),
          ])
          if (turn !== asked) return
          set({
            phase: 'ready',
            error: undefined,
            numbers: board.numbers,
            policy: board.policy,
            reconciliations: new Map(compared.reconciliations.map((one) => [one.profileId, one])),
          })
        } catch (thrown) {
          if (turn !== asked) return
          set({ phase: get().phase === 'ready' ? 'ready' : 'failed', error: errorOf(thrown, language()) })
        }
      },

      apply(event) {
        if (event.name === 'bindings.reconciled') takeReconciliation(event.payload)
        if (event.name === 'bindings.listChanged' || event.name === 'profiles.changed') renew()
      },

      async setPolicy(policy) {
        set({ policy: await client.bindings.setPolicy({ policy }) })
      },

      async reconcile(profileId) {
        const before = get().reconciliations.get(profileId)
        const begun = await client.bindings.reconcile({ profileId })
        // A short one is told to be over before its beginning is answered.
        if (get().reconciliations.get(profileId) === before) takeReconciliation(begun)
      },

      async mend(profileId, drift, way) {
        const { id } = drift
        if (get().mending.has(id)) return
        const problems = new Map(get().problems)
        problems.delete(id)
        set({ mending: new Set(get().mending).add(id), problems })
        try {
          takeDrift(
            await once(`${id} ${way}`, (requestId) =>
              client.bindings.mend({ requestId, profileId, driftId: id, way }),
            ),
          )
        } catch (thrown) {
          set({ problems: new Map(get().problems).set(id, errorOf(thrown, language())) })
        } finally {
          const mending = new Set(get().mending)
          mending.delete(id)
          set({ mending })
        }
      },
    }
  })
}
