import { randomUUID } from 'node:crypto'
import type { Campaign, CampaignFields, PauseReason } from '../../contract/campaigns.ts'
import { Refusal } from '../../contract/errors.ts'
import type { Call } from '../../domain/calls/index.ts'
import {
  accepted,
  decide,
  ended,
  held,
  hoursAt,
  isSlowed,
  MOST_STRIKES,
  probed,
  type Reaction,
  reactionToEnd,
  reactionToNoConnection,
  reactionToRefusal,
  refused,
  reset,
  sent,
  startPace,
  struck,
} from '../../domain/campaign/index.ts'
import {
  type CallId,
  type CampaignId,
  isCallId,
  isRequestId,
  isUtcMs,
  must,
  type UtcMs,
} from '../../domain/values.ts'
import { type Calls, pushFields } from '../calls/index.ts'
import type { Log } from '../log/index.ts'
import { playInfoList } from '../notify/index.ts'
import type { Outcome, PlacedCall, Platform } from '../platform/index.ts'
import type { ProfileAccess, Ready } from '../profiles/index.ts'
import { type Claimed, type Store, StoreError } from '../store/index.ts'

/** A call of which nothing is heard for so long no longer holds a place: its pushes are lost. */
export const SILENT_MS = 30 * 60_000
const LONGEST_SLEEP_MS = 60_000

export type Pause = {
  readonly reason: PauseReason
  readonly resultcode?: string | undefined
  readonly stateCode?: number | undefined
  readonly until?: UtcMs | undefined
}

export type Runner = {
  /** Places no more calls; resolves when no request waits for its answer. */
  stop(): Promise<void>
  /** What became of calls, whoever placed them. */
  heard(call: Call): void
  /** The row of a call that is under way. */
  rowOf(callId: CallId): number | undefined
  /** A person changed pace or hours. */
  changed(): void
  open(): readonly CallId[]
  now(): Pick<Campaign, 'waiting' | 'going'>
}

/** Nothing was due when it was last asked; `last`: and nothing was under way that could make it so. */
type Dry = { readonly nextDueAt: number | undefined; readonly last: boolean }

type Wait = { readonly until?: number | undefined; readonly why?: Campaign['waiting'] }

/**
 * Carries one campaign on: asks the rules of `domain/campaign` whether a call may be placed, claims the next row in
 * the store, sends, and tells the rules what came of it. It holds nothing that the store does not have: after a
 * crash a new one goes on from there.
 */
export function startRunner(options: {
  readonly id: CampaignId
  readonly fields: () => CampaignFields
  readonly store: Store
  readonly platform: Platform
  readonly profiles: ProfileAccess
  readonly calls: Calls
  readonly clock: () => UtcMs
  readonly log: Log
  /** Calls that are under way already. */
  readonly calling: readonly { readonly callId: CallId; readonly at: UtcMs; readonly row: number }[]
  readonly onPause: (pause: Pause) => void
  readonly onFinished: () => void
  /** Something that `now` tells, or a row, has changed. */
  readonly onNews: (row?: number) => void
}): Runner {
  const { id, store, platform, profiles, calls, clock } = options
  const open = new Map(options.calling.map(({ callId, at, row }) => [callId, { at, row }]))
  const asking = new Set<Promise<void>>()
  let settings = options.fields().pace
  let pace = startPace(settings, clock())
  let waiting: Campaign['waiting']
  let stopped = false
  /** Calls whose row is being claimed: they hold a place already. */
  let claiming = 0
  let dry: Dry | undefined
  let wake: () => void = () => undefined

  const nudge = () => wake()

  function pause(reason: Pause): void {
    if (stopped) return
    stopped = true
    nudge()
    options.onPause(reason)
  }

  function broken(problem: unknown): void {
    options.log({ event: 'campaign.broken', detail: problem instanceof Error ? problem.message : '' })
    pause({ reason: problem instanceof StoreError && problem.kind === 'full' ? 'disk' : 'profile' })
  }

  function react(reaction: Reaction, about: Omit<Pause, 'reason'>, sentAt: number, at: UtcMs): void {
    switch (reaction.do) {
      case 'goOn':
        return
      case 'slowDown': {
        const { waitMs } = reaction
        pace = refused(pace, reaction.by, { sentAt, now: at, calling: open.size, waitMs })
        options.onNews()
        return
      }
      case 'hold':
        pace = held(pace, at, reaction.waitMs)
        return
      case 'strike':
        pace = struck(pace)
        if (pace.strikes >= MOST_STRIKES) pause({ ...about, reason: reaction.reason })
        return
      case 'pause':
        pause({ ...about, reason: reaction.reason })
    }
  }

  function judge(outcome: Outcome<PlacedCall>, sentAt: number): void {
    const now = clock()
    switch (outcome.kind) {
      case 'ok':
        pace = accepted(pace, {
          sentAt,
          now,
          idlePort: outcome.value.idlePort,
          asking: asking.size - 1,
        })
        return
      case 'refused': {
        const { resultcode, httpStatus } = outcome
        react(reactionToRefusal(resultcode, httpStatus), { resultcode }, sentAt, now)
        return
      }
      case 'notSent':
        react({ do: 'strike', reason: 'connection' }, {}, sentAt, now)
        react(reactionToNoConnection, {}, sentAt, now)
        return
      case 'lost':
      case 'garbled':
        react({ do: 'strike', reason: 'connection' }, {}, sentAt, now)
    }
  }

  function follow(call: Call): void {
    if (call.phase === 'dialling' || call.phase === 'placed' || call.phase === 'live') return
    // Its row may be due again.
    dry = undefined
    nudge()
    if (!open.delete(call.id)) return
    // Of an unknown one nobody knows whether it holds a port; the next answer tells.
    if (call.phase !== 'unknown') pace = ended(pace)
    if (call.phase === 'ended') {
      const stateCode = call.end?.stateCode
      react(reactionToEnd(stateCode), { stateCode }, clock(), clock())
    }
  }

  async function carry(claimed: Extract<Claimed, { claimed: true }>, ready: Ready, sentAt: number) {
    const { call, request } = claimed
    try {
      const carried = await calls.carry(call.id, ready, (account, { userData, push }) =>
        platform.placeNotification(account, {
          displayNbr: request.display,
          calleeNbr: request.callee,
          playInfoList: playInfoList(request.contents),
          returnIdlePort: 'true',
          userData,
          ...pushFields(push),
        }),
      )
      judge(carried.outcome, sentAt)
      follow(carried.call)
    } catch (problem) {
      broken(problem)
    }
  }

  /** No call can be placed for this profile at present, or at all. */
  function refusedByProfile(problem: unknown, now: UtcMs): void {
    if (!(problem instanceof Refusal)) throw problem
    const { afterMs, untilMs, reason } = problem.params
    if (problem.code === 'platform.busy' && typeof afterMs === 'number') {
      pace = held(pace, now, afterMs, 'flowControl')
    } else if (problem.code === 'profile.paused') {
      const until = typeof untilMs === 'number' ? untilOf(untilMs) : {}
      pause({ reason: reason === 'locked' ? 'locked' : 'authentication', ...until })
    } else pause({ reason: problem.code === 'disk.full' ? 'disk' : 'profile' })
  }

  /** Claims the next row and calls it; its slot is taken already. */
  async function placeNext(now: UtcMs): Promise<void> {
    const { profileId, display, advice } = options.fields()
    claiming += 1
    let claimed: Claimed | undefined
    let ready: Ready | undefined
    try {
      ready = await profiles.ready(profileId, {
        service: 'notification',
        purpose: 'dial',
        displays: [display],
      })
      if (!stopped) {
        const callId = must(randomUUID(), isCallId, 'call id')
        const requestId = must(randomUUID(), isRequestId, 'request id')
        const first = { profileId, display }
        // With nothing else under way, nothing can fall due any more while this is asked.
        const last = open.size === 0 && asking.size <= 1
        claimed = await store.claimAttempt({ id, callId, requestId, now, first, advice })
        if (!claimed.claimed) dry = { nextDueAt: claimed.nextDueAt, last }
      }
    } catch (problem) {
      refusedByProfile(problem, now)
    } finally {
      claiming -= 1
    }
    if (ready === undefined || claimed?.claimed !== true) {
      pace = ended(pace)
      return
    }
    open.set(claimed.call.id, { at: now, row: claimed.row })
    calls.changed([claimed.call])
    await carry(claimed, ready, now)
  }

  /** Begins one call if one may be placed now; else says how long to wait. */
  function step(): Wait | undefined {
    const now = clock()
    for (const [callId, { at }] of open) if (now - at > SILENT_MS) open.delete(callId)
    pace = probed(pace, settings, now)
    const allowed = hoursAt(options.fields().hours, now)
    if (!allowed.open) {
      return { until: allowed.changesAt, why: { for: 'hours', ...untilOf(allowed.changesAt) } }
    }
    if (dry?.nextDueAt !== undefined && dry.nextDueAt <= now) dry = undefined
    if (dry !== undefined) return nothingDue(dry)
    const decision = decide(pace, settings, { now, calling: open.size + claiming, asking: asking.size })
    if (!decision.send) {
      const { why, wakeAt } = decision
      return { until: wakeAt, ...(why === 'pace' ? {} : { why: { for: why, ...untilOf(wakeAt) } }) }
    }
    pace = sent(pace, settings, now)
    waiting = undefined
    const placing: Promise<void> = placeNext(now)
      .catch(broken)
      .finally(() => {
        asking.delete(placing)
        nudge()
      })
    asking.add(placing)
    return undefined
  }

  function nothingDue({ nextDueAt, last }: Dry): Wait {
    if (nextDueAt !== undefined) {
      return { until: nextDueAt, why: { for: 'retry', ...untilOf(nextDueAt) } }
    }
    if (open.size > 0) {
      const first = Math.min(...[...open.values()].map(({ at }) => at))
      return { until: first + SILENT_MS + 1, why: { for: 'pushes' } }
    }
    if (asking.size > 0) return {}
    if (!last) {
      dry = undefined
      return { until: clock() }
    }
    stopped = true
    options.onFinished()
    return {}
  }

  function sleep(until: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const ms = Math.min(LONGEST_SLEEP_MS, Math.max(0, (until ?? Number.POSITIVE_INFINITY) - clock()))
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const wait = step()
      if (wait === undefined) continue
      if (JSON.stringify(waiting) !== JSON.stringify(wait.why)) {
        waiting = wait.why
        options.onNews()
      }
      if (!stopped) await sleep(wait.until)
    }
  }

  const running = run().catch(broken)

  return {
    async stop() {
      stopped = true
      nudge()
      await running
      await Promise.all(asking)
    },
    heard: follow,
    rowOf: (callId) => open.get(callId)?.row,
    changed() {
      const next = options.fields().pace
      pace = reset(pace, settings, next)
      settings = next
      nudge()
    },
    open: () => [...open.keys()],
    now: () => ({
      ...(waiting === undefined ? {} : { waiting }),
      going: {
        perSecond: pace.rate,
        concurrency: Math.min(settings.concurrency, pace.ceiling),
        slowed: isSlowed(pace, settings),
      },
    }),
  }
}

const untilOf = (at: number | undefined): { until?: UtcMs } =>
  at === undefined || !isUtcMs(at) ? {} : { until: at }
