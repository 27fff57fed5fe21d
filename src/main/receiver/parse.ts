import { z } from 'zod'
import type { FeeReported, PushedEvent, StatusReported } from '../../domain/calls/index.ts'
import { parsePlatformTime } from '../../domain/time/index.ts'
import { isSessionId, isUtcMs, must, type SessionId, type UtcMs } from '../../domain/values.ts'
import type { PushKind } from '../store/index.ts'

/** Blank text and null are no value in every push (numbers-and-billing.md §4). */
const blank = z.union([z.null(), z.string().regex(/^\s*$/)]).transform(() => undefined)

/**
 * A field that cannot be read is no value, and its push is not refused for it: a status is never sent again,
 * and the push itself is kept as it came. `unread` tells of it.
 */
const tolerant = <T>(form: z.ZodType<T>) => z.union([blank, form]).optional().catch(undefined)

const text = tolerant(z.union([z.string(), z.number()]).transform(String))

/** Integers come as numbers; older pages print some of them as text. */
const integer = tolerant(
  z.union([
    z.int(),
    z
      .string()
      .trim()
      .regex(/^-?\d{1,15}$/)
      .transform(Number),
  ]),
)

const time = tolerant(
  z.union([z.string(), z.number()]).transform((value, context): UtcMs => {
    const read = parsePlatformTime(value)
    if (read !== undefined) return read
    context.addIssue('not a time')
    return z.NEVER
  }),
)

/** An integer in the pages, text in the request of the same name (voice-call.md §7); a truth value would do. */
const flag = tolerant(
  z.union([
    z.boolean(),
    z.union([z.int(), z.string()]).transform((value) => /^\s*(?:1|true)\s*$/i.test(`${value}`)),
  ]),
)

const session = z
  .union([z.string(), z.int()])
  .transform(String)
  .refine(isSessionId, 'sessionId is missing or too long')

const StatusInfo = z.object({
  sessionId: session,
  timestamp: time,
  userData: text,
  caller: text,
  called: text,
  digitInfo: text,
  stateCode: integer,
  stateDesc: text,
  partyType: text,
})

const FeeInfo = z.object({
  sessionId: session,
  appKey: text,
  icid: text,
  bindNum: text,
  callerNum: text,
  calleeNum: text,
  fwdDisplayNum: text,
  fwdDstNum: text,
  callOutStartTime: time,
  callOutAlertingTime: time,
  callOutAnswerTime: time,
  callOutUnaswRsn: integer,
  fwdStartTime: time,
  fwdAlertingTime: time,
  fwdAnswerTime: time,
  fwdUnaswRsn: integer,
  callEndTime: time,
  failTime: time,
  ulFailReason: integer,
  sipStatusCode: integer,
  dynIVRPath: text,
  recordFlag: flag,
  recordStartTime: time,
  recordObjectName: text,
  recordBucketName: text,
  recordDomain: text,
  recordFileDownloadUrl: text,
  serviceType: text,
  userData: text,
})

const Envelope = z.object({
  eventType: z.string().min(1).max(64),
  statusInfo: z.unknown().optional(),
  feeLst: z.unknown().optional(),
})

export type ParsedPush =
  | {
      readonly ok: true
      readonly kind: PushKind
      readonly events: readonly PushedEvent[]
      /** What was wrong with single records or fields of a push that is otherwise good. */
      readonly problems: readonly string[]
    }
  | { readonly ok: false; readonly reason: string }

/** The events of the pages (voice-call.md §6). */
const KNOWN_EVENTS: ReadonlySet<string> = new Set([
  'callout',
  'alerting',
  'answer',
  'collectInfo',
  'disconnect',
  'callin',
])

/**
 * Reads a push of Voice Call (voice-call.md §6, §7): tolerant of fields it does not know, strict about those
 * without which nothing can be told. Both kinds may come to either address; `eventType` tells. An event of
 * a kind that the pages do not name is never refused: what can be read of it is an event, else it is none.
 *
 * @param receivedAt stands in for a time stamp that is missing or cannot be read
 */
export function parsePush(body: unknown, receivedAt: UtcMs): ParsedPush {
  const envelope = Envelope.safeParse(body)
  if (!envelope.success) return { ok: false, reason: 'eventType is missing' }
  const { eventType, statusInfo, feeLst } = envelope.data
  return eventType === 'fee' ? parseFees(feeLst, receivedAt) : parseStatus(eventType, statusInfo, receivedAt)
}

function parseStatus(event: string, statusInfo: unknown, receivedAt: UtcMs): ParsedPush {
  const info = StatusInfo.safeParse(statusInfo)
  if (!info.success) {
    const reason = `statusInfo: ${whatIsWrong(info.error)}`
    if (KNOWN_EVENTS.has(event)) return { ok: false, reason }
    return { ok: true, kind: 'status', events: [], problems: [reason] }
  }
  const { timestamp, sessionId, userData, caller, called, digitInfo, stateCode, stateDesc, partyType } =
    info.data
  const status: StatusReported = {
    kind: 'status',
    at: timestamp ?? receivedAt,
    sessionId,
    event,
    userData,
    caller,
    called,
    digits: digitInfo,
    stateCode,
    stateDesc,
    partyType,
  }
  const problems = unread(statusInfo, info.data).map((name) => `statusInfo: ${name} cannot be read`)
  return { ok: true, kind: 'status', events: [status], problems }
}

function parseFees(feeLst: unknown, receivedAt: UtcMs): ParsedPush {
  if (!Array.isArray(feeLst)) return { ok: false, reason: 'feeLst is not a list' }
  const events: FeeReported[] = []
  const problems: string[] = []
  for (const [at, record] of feeLst.entries()) {
    const fee = FeeInfo.safeParse(record)
    if (fee.success) {
      events.push(feeEvent(fee.data, receivedAt))
      problems.push(...unread(record, fee.data).map((name) => `feeLst[${at}]: ${name} cannot be read`))
    } else {
      problems.push(`feeLst[${at}]: ${whatIsWrong(fee.error)}`)
    }
  }
  if (events.length === 0) return { ok: false, reason: problems[0] ?? 'feeLst is empty' }
  return { ok: true, kind: 'fee', events, problems }
}

function feeEvent(fee: z.output<typeof FeeInfo>, receivedAt: UtcMs): FeeReported {
  const times = [
    fee.callOutStartTime,
    fee.callOutAlertingTime,
    fee.callOutAnswerTime,
    fee.fwdStartTime,
    fee.fwdAlertingTime,
    fee.fwdAnswerTime,
  ].filter((one) => one !== undefined)
  const latest = times.length === 0 ? receivedAt : must(Math.max(...times), isUtcMs, 'time')
  const sessionId: SessionId = fee.sessionId
  return {
    kind: 'fee',
    at: fee.callEndTime ?? fee.failTime ?? latest,
    sessionId,
    appKey: fee.appKey,
    icid: fee.icid,
    bindNumber: fee.bindNum,
    callerNumber: fee.callerNum,
    calleeNumber: fee.calleeNum,
    forwardDisplay: fee.fwdDisplayNum,
    forwardNumber: fee.fwdDstNum,
    outStartedAt: fee.callOutStartTime,
    outRingingAt: fee.callOutAlertingTime,
    outAnsweredAt: fee.callOutAnswerTime,
    outFailureCause: fee.callOutUnaswRsn,
    forwardStartedAt: fee.fwdStartTime,
    forwardRingingAt: fee.fwdAlertingTime,
    forwardAnsweredAt: fee.fwdAnswerTime,
    forwardFailureCause: fee.fwdUnaswRsn,
    endedAt: fee.callEndTime,
    failedAt: fee.failTime,
    teardownPoint: fee.ulFailReason,
    sipStatus: fee.sipStatusCode,
    keysPath: fee.dynIVRPath,
    recorded: fee.recordFlag ?? false,
    recordingStartedAt: fee.recordStartTime,
    recordingObject: fee.recordObjectName,
    recordingBucket: fee.recordBucketName,
    recordingDomain: fee.recordDomain,
    recordingUrl: fee.recordFileDownloadUrl,
    serviceType: fee.serviceType,
    userData: fee.userData,
  }
}

/** Names of the fields that hold something of which nothing could be read. */
function unread(given: unknown, read: object): string[] {
  const filled = new Map(Object.entries(z.record(z.string(), z.unknown()).safeParse(given).data ?? {}))
  return Object.entries(read).flatMap(([name, value]) => {
    const raw = filled.get(name)
    return value === undefined && raw !== undefined && !blank.safeParse(raw).success ? [name] : []
  })
}

/** Names the field, never its value: the value may hold a number. */
function whatIsWrong(error: z.ZodError): string {
  const issue = error.issues[0]
  return issue === undefined
    ? 'cannot be read'
    : `${issue.path.join('.') || 'it'} cannot be read (${issue.code})`
}
