import type { Log } from '../log/index.ts'
import { createGate, type Gate, GateMemory } from '../platform/index.ts'
import type { Store } from '../store/index.ts'

const GATE = 'gate'

/** The gate with what it knew before: a lock-out of the address goes on whether we run or not. */
export async function openGate(store: Store, log: Log): Promise<Gate> {
  const gate = createGate(GateMemory.safeParse(await store.setting(GATE)).data)
  gate.onChange((memory) => {
    store.saveSetting(GATE, memory).catch(() => log({ event: 'gate.notKept' }))
  })
  return gate
}
