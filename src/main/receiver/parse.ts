import { z } from 'zod'
import type { FeeReported, PushedEvent, StatusReported } from '../../domain/calls/index.ts'
import { parsePlatformTime } from '../../domain/time/index.ts'
import { isSessionId, isUtcMs, must, type SessionId, type UtcMs } from '../../domain/values.ts'
import type { PushKind } from '../store/index.ts'

/** Empty text is no value in every push (numbers-and-billing.md §4). */
const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === undefined || value === null || value === '' ? undefined : String(value)))
  .optional()

/** Integers come as numbers; older pages print some of them as text. */
const integer = z
  .union([z.number().int(), z.string().regex(/^-?\d*$/)])
  .nullish()
  .transform((value) => (value === undefined || value === null || value === '' ? undefined : Number(value)))
  .optional()

/** A time that cannot be read is dropped, not the record: the push itself is kept as it came. */
const time = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => parsePlatformTime(value ?? undefined))
  .optional()

const session = z.string().refine(isSessionId, 'sessionId is missing or too long')

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
  recordFlag: integer,
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
      /** What was wrong with single records of a push that is otherwise good. */
      readonly problems: readonly string[]
    }
  | { readonly ok: false; readonly reason: string }

/**
 * Reads a push of Voice Call (voice-call.md §6, §7): tolerant of fields it does not know, strict about those
 * without which nothing can be told. Both kinds may come to either address; `eventType` tells.
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
  if (!info.success) return { ok: false, reason: `statusInfo: ${whatIsWrong(info.error)}` }
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
  return { ok: true, kind: 'status', events: [status], problems: [] }
}

function parseFees(feeLst: unknown, receivedAt: UtcMs): ParsedPush {
  if (!Array.isArray(feeLst)) return { ok: false, reason: 'feeLst is not a list' }
  const events: FeeReported[] = []
  const problems: string[] = []
  for (const [at, record] of feeLst.entries()) {
    const fee = FeeInfo.safeParse(record)
    if (fee.success) events.push(feeEvent(fee.data, receivedAt))
    else problems.push(`feeLst[${at}]: ${whatIsWrong(fee.error)}`)
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
    recorded: fee.recordFlag === 1,
    recordingStartedAt: fee.recordStartTime,
    recordingObject: fee.recordObjectName,
    recordingBucket: fee.recordBucketName,
    recordingDomain: fee.recordDomain,
    recordingUrl: fee.recordFileDownloadUrl,
    serviceType: fee.serviceType,
    userData: fee.userData,
  }
}

/** Names the field, never its value: the value may hold a number. */
function whatIsWrong(error: z.ZodError): string {
  const issue = error.issues[0]
  return issue === undefined
    ? 'cannot be read'
    : `${issue.path.join('.') || 'it'} cannot be read (${issue.code})`
}
