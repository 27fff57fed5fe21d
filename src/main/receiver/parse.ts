import { z } from 'zod'
import type { FeeReported, StatusReported } from '../../domain/calls/index.ts'
import { isUtcMs, must, type SessionId, type UtcMs } from '../../domain/values.ts'
import { flag, integer, session, text, time, unread, whatIsWrong } from './fields.ts'
import { isSmsPush, parseNumberStates, parseSms } from './parse-masking.ts'
import type { ParsedPush } from './parsed.ts'

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
  subscriptionId: text,
  notifyMode: text,
  callRelDirection: integer,
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
  callInTime: time,
  direction: integer,
  subscriptionId: text,
  extendNum: text,
  notifyMode: text,
  callRelDirection: integer,
  areaCode: text,
})

const Envelope = z.object({
  eventType: z.string().min(1).max(64),
  statusInfo: z.unknown().optional(),
  feeLst: z.unknown().optional(),
})

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
 * Reads a push of Voice Call (voice-call.md §6, §7) or of Private Number (private-number-axb-ax.md §6 to §9,
 * private-number-axe-axyb-x.md §1.9, §2.6, §4, §5): tolerant of fields it does not know, strict about those
 * without which nothing can be told. Both kinds may come to either address; `eventType` tells. An event of
 * a kind that the pages do not name is never refused: what can be read of it is an event, else it is none.
 *
 * @param receivedAt stands in for a time stamp that is missing or cannot be read
 */
export function parsePush(body: unknown, receivedAt: UtcMs): ParsedPush {
  if (isSmsPush(body)) return parseSms(body, receivedAt)
  const envelope = Envelope.safeParse(body)
  if (!envelope.success) return { ok: false, reason: 'eventType is missing' }
  const { eventType, statusInfo, feeLst } = envelope.data
  if (eventType === 'numStatus') return parseNumberStates(body)
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
  const { subscriptionId, notifyMode, callRelDirection } = info.data
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
    subscriptionId,
    notifyMode,
    releasedBy: callRelDirection,
  }
  const problems = unread(statusInfo, info.data).map((name) => `statusInfo: ${name} cannot be read`)
  const asks = event === 'callin' && notifyMode?.toLowerCase() === 'block'
  const question = { for: 'call', key: sessionId, caller, x: called } as const
  return {
    ok: true,
    kind: 'status',
    events: [status],
    problems,
    ...(asks ? { masking: { messages: [], numbers: [], question } } : {}),
  }
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
    calledInAt: fee.callInTime,
    direction: fee.direction,
    subscriptionId: fee.subscriptionId,
    extension: fee.extendNum,
    notifyMode: fee.notifyMode,
    releasedBy: fee.callRelDirection,
    areaCode: fee.areaCode,
  }
}
