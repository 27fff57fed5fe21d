import { z } from 'zod'
import { isUtcMs, must, type UtcMs } from '../../domain/values.ts'
import type { Outcome } from './outcome.ts'

const PauseShape = z.object({
  reason: z.enum(['authentication', 'locked']),
  since: z.number().refine(isUtcMs),
  /** When the platform lets go; absent: until a person says that the cause is mended. */
  until: z.number().refine(isUtcMs).optional(),
  resultcode: z.string().optional(),
})
export type Pause = z.output<typeof PauseShape>

/** What outlives a restart: a lock-out of the address goes on whether we run or not. */
export const GateMemory = z.object({
  pauses: z.array(z.tuple([z.string(), PauseShape])),
  locks: z.array(z.tuple([z.string(), PauseShape])),
})
export type GateMemory = z.output<typeof GateMemory>

export type GateState = { readonly pause?: Pause | undefined; readonly busyUntil?: UtcMs | undefined }

type Who = { readonly address: string; readonly appKey: string }

export type Gate = {
  /** What stands in the way of a request now. */
  state(who: Who, now: UtcMs): GateState
  /** Learns from the outcome of a request. */
  note(who: Who, outcome: Outcome<unknown>, now: UtcMs): void
  /** The credentials were changed: a failed sign-in no longer stands in the way. A lock-out does. */
  mended(who: Who): void
  /** A person says to try again, whatever stood in the way. */
  resume(who: Who): void
  onChange(listener: (memory: GateMemory) => void): void
}

const accountKey = (who: Who): string => `${hostOf(who)} ${who.appKey}`
const hostOf = (who: Who): string => new URL(who.address).host

/**
 * Keeps the office from being locked out: after a failed sign-in nothing more is sent for that account
 * until a person says so, and after a lock-out (`1020176`) nothing to that host, for any account, until it
 * is over (auth.md §5). Flow control holds requests back for as long as the platform asks.
 */
export function createGate(memory?: GateMemory): Gate {
  const pauses = new Map<string, Pause>(memory?.pauses)
  const locks = new Map<string, Pause>(memory?.locks)
  const busy = new Map<string, UtcMs>()
  const listeners: ((memory: GateMemory) => void)[] = []
  const changed = () => {
    for (const listener of listeners) listener({ pauses: [...pauses], locks: [...locks] })
  }
  const running = (pause: Pause | undefined, now: UtcMs) =>
    pause !== undefined && (pause.until === undefined || pause.until > now) ? pause : undefined

  return {
    state(who, now) {
      const pause = running(locks.get(hostOf(who)), now) ?? running(pauses.get(accountKey(who)), now)
      const until = busy.get(accountKey(who))
      return {
        ...(pause === undefined ? {} : { pause }),
        ...(until === undefined || until <= now ? {} : { busyUntil: until }),
      }
    },
    note(who, outcome, now) {
      if (outcome.kind !== 'refused') return
      const { resultcode, waitMs } = outcome
      const until = waitMs === undefined ? undefined : must(now + waitMs, isUtcMs, 'time')
      if (outcome.class === 'authentication') {
        pauses.set(accountKey(who), { reason: 'authentication', since: now, resultcode })
      } else if (outcome.class === 'locked') {
        locks.set(hostOf(who), {
          reason: 'locked',
          since: now,
          resultcode,
          ...(until === undefined ? {} : { until }),
        })
      } else if (until !== undefined) busy.set(accountKey(who), until)
      else return
      changed()
    },
    mended(who) {
      if (pauses.delete(accountKey(who))) changed()
    },
    resume(who) {
      const had = [pauses.delete(accountKey(who)), locks.delete(hostOf(who)), busy.delete(accountKey(who))]
      if (had.includes(true)) changed()
    },
    onChange(listener) {
      listeners.push(listener)
    },
  }
}
