import type { Clock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Settings } from '../options.ts'
import type { PushSender } from '../push-sender.ts'
import type { Random } from '../random.ts'
import type { Recordings } from '../recordings.ts'
import { createAsks } from './asks.ts'
import { createBindLog } from './bind-log.ts'
import type { Rules } from './binding-fields.ts'
import { createMaskedCalls } from './calls/calls.ts'
import type { ModeParts } from './mode-parts.ts'
import { createNumbers } from './numbers.ts'
import { createOperations } from './operations.ts'
import { createMaskedPushes } from './pushes.ts'
import { createMessages } from './sms/messages.ts'
import { createStores } from './stores.ts'

export type PrivateNumberParts = {
  readonly settings: Settings
  readonly prompts: ReadonlySet<string>
  readonly clock: Clock
  readonly random: Random
  readonly faults: Faults
  readonly sender: PushSender
  readonly recordings: Recordings
}

/** Private Number: bindings of four modes, calls and messages of all five. */
export function createPrivateNumber(given: PrivateNumberParts) {
  const { settings, prompts, clock, random, faults, sender, recordings } = given
  const rules: Rules = { settings, prompts }
  const numbers = createNumbers()
  const log = createBindLog(clock.now)
  let made = 0
  const parts: ModeParts = {
    rules,
    numbers,
    log,
    now: clock.now,
    newId() {
      made += 1
      const hex = random.fork(`binding ${made}`).hex(32)
      const cuts = [0, 8, 12, 16, 20, 32]
      return cuts
        .slice(1)
        .map((to, at) => hex.slice(cuts[at], to))
        .join('-')
    },
  }
  const stores = createStores(parts)
  const pushes = createMaskedPushes(settings, clock, sender, faults)
  const asks = createAsks()
  const shared = { rules, clock, random, stores, numbers, pushes, asks }
  const calls = createMaskedCalls({ ...shared, recordings })
  const messages = createMessages(shared)
  const perform = createOperations({ parts, stores, recordings, stop: calls.stop })
  return { perform, parts, stores, numbers, log, pushes, asks, calls, messages }
}

export type PrivateNumber = ReturnType<typeof createPrivateNumber>
