import type { GatewayOperation, Operation } from './faults.ts'

/** One request to the platform or to the upload target, as it was judged. */
export type RequestEntry = {
  readonly number: number
  /** Simulated time. */
  readonly at: number
  readonly operation: Operation | GatewayOperation | 'unknown'
  readonly method: string
  readonly path: string
  readonly outcome: 'accepted' | 'refused' | 'notProcessed'
  readonly httpStatus?: number
  readonly resultcode?: string
  readonly resultdesc?: string
  /** Code of a refusal by the upload target. */
  readonly gatewayCode?: string
  readonly appKey?: string
  readonly nonce?: string
  readonly created?: string
  readonly scheme?: string
  readonly nonceSeen?: boolean
  readonly sessionId?: string
  readonly unknownFields?: readonly string[]
  /** The fault that met this request. */
  readonly fault?: string
}

/** What a push is about: `sms` are notices; `ask` are Block pushes, whose answer decides about a call or a message. */
export type PushKind = 'status' | 'fee' | 'sms' | 'numberStatus' | 'ask'

export type PushEntry = {
  readonly number: number
  readonly at: number
  readonly kind: PushKind
  readonly url: string
  readonly appKey: string
  /** Calls it speaks of, or messages. */
  readonly sessionIds: readonly string[]
  readonly eventType: string
  /** 0 = first sending, 1 to 6 = repeats. */
  readonly repeat: number
  readonly acknowledged: boolean
  readonly httpStatus?: number
  readonly note?: string
  readonly fault?: string
}

/** One request to call somebody that was in good form: placed, or refused by the platform with a code. */
export type CalleeAttempt =
  | { readonly outcome: string; readonly sessionId: string; readonly userData?: string }
  | { readonly refused: string }

export type PushCounts = {
  attempted: number
  acknowledged: number
  failed: number
}

export type AuthFailure = { readonly at: number; readonly ip: string; readonly code: string }

/** The lists keep the newest entries; the counts never forget. */
const KEPT = 20_000

function keep<T>(list: T[], entry: T): void {
  list.push(entry)
  if (list.length > KEPT) list.splice(0, list.length - KEPT)
}

/** What the simulator saw and did, for tests to count. */
export function createJournal() {
  const requests: RequestEntry[] = []
  const pushes: PushEntry[] = []
  const authFailures: AuthFailure[] = []
  const byOperation: Record<string, { accepted: number; refused: number; notProcessed: number }> = {}
  const callCount: Record<string, number> = {}
  const callees = new Map<string, CalleeAttempt[]>()
  const fresh = (): PushCounts => ({ attempted: 0, acknowledged: 0, failed: 0 })
  const pushCounts: Record<PushKind, PushCounts> = {
    status: fresh(),
    fee: fresh(),
    sms: fresh(),
    numberStatus: fresh(),
    ask: fresh(),
  }
  let requestNumber = 0
  let pushNumber = 0
  return {
    requests,
    pushes,
    authFailures,
    byOperation,
    callCount,
    callees,
    pushCounts,
    addRequest(entry: Omit<RequestEntry, 'number'>) {
      requestNumber += 1
      keep(requests, { number: requestNumber, ...entry })
      byOperation[entry.operation] ??= { accepted: 0, refused: 0, notProcessed: 0 }
      const counts = byOperation[entry.operation]
      if (counts !== undefined) counts[entry.outcome] += 1
    },
    addCall(appKey: string) {
      callCount[appKey] = (callCount[appKey] ?? 0) + 1
    },
    addAttempt(callee: string, attempt: CalleeAttempt) {
      const known = callees.get(callee)
      if (known === undefined) callees.set(callee, [attempt])
      else known.push(attempt)
    },
    addPush(entry: Omit<PushEntry, 'number'>) {
      pushNumber += 1
      keep(pushes, { number: pushNumber, ...entry })
      const counts = pushCounts[entry.kind]
      counts.attempted += 1
      counts[entry.acknowledged ? 'acknowledged' : 'failed'] += 1
    },
    addAuthFailure(entry: AuthFailure) {
      keep(authFailures, entry)
    },
  }
}

export type Journal = ReturnType<typeof createJournal>
