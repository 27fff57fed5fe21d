import type { FeeReported, PushedEvent, StatusReported } from '../../domain/calls/index.ts'
import { isSessionId, isUtcMs, must, type SessionId, type UtcMs } from '../../domain/values.ts'
import { type Fields, fieldsOf, known, objectOf, type PushObject, type PushProblem } from './field.ts'

export type ParsedPush =
  | {
      readonly ok: true
      /** By what the body says, not by the address it came to. */
      readonly kind: 'status' | 'fee'
      readonly events: readonly PushedEvent[]
      /** Fee records and single fields that could not be read. */
      readonly problems: readonly PushProblem[]
    }
  | { readonly ok: false; readonly reason: string }

/** Events of the pages (voice-call.md §6); others are kept when they can be, and never refused. */
const KNOWN_EVENTS: ReadonlySet<string> = new Set([
  'callout',
  'alerting',
  'answer',
  'collectInfo',
  'disconnect',
  'callin',
])

/**
 * What a push tells, tolerantly: unknown fields are ignored, an unknown eventType is kept as it came, and of
 * a fee push every record that can be read is taken. Pure.
 *
 * @param body the parsed JSON
 * @returns not ok when nothing in it can be understood, with the place and the reason
 */
export function parsePush(body: unknown): ParsedPush {
  const push = objectOf(body)
  if (push === undefined) return { ok: false, reason: 'body: not a JSON object' }
  const problems: PushProblem[] = []
  const eventType = fieldsOf(push, 'body', problems).text('eventType')
  if (eventType === undefined) return { ok: false, reason: 'eventType: missing' }
  return eventType === 'fee' ? parseFee(push) : parseStatus(push, eventType)
}

function parseStatus(push: PushObject, event: string): ParsedPush {
  const problems: PushProblem[] = []
  const refuse = (path: string, reason: string): ParsedPush =>
    KNOWN_EVENTS.has(event)
      ? { ok: false, reason: `${path}: ${reason}` }
      : { ok: true, kind: 'status', events: [], problems: [{ path, reason }] }

  const info = objectOf(push.statusInfo)
  if (info === undefined) return refuse('statusInfo', 'missing')
  const fields = fieldsOf(info, 'statusInfo', problems)
  const sessionId = sessionOf(fields)
  const at = fields.time('timestamp')
  if (sessionId === undefined) return refuse('statusInfo.sessionId', 'missing or too long')
  if (at === undefined) return refuse('statusInfo.timestamp', 'missing or not a time')
  const status: StatusReported = {
    kind: 'status',
    at,
    sessionId,
    event,
    ...known<Omit<StatusReported, 'kind' | 'at' | 'sessionId' | 'event'>>({
      caller: fields.text('caller'),
      called: fields.text('called'),
      userData: fields.text('userData'),
      digits: fields.text('digitInfo'),
      stateCode: fields.whole('stateCode'),
      stateDesc: fields.text('stateDesc'),
      partyType: fields.text('partyType'),
    }),
  }
  return { ok: true, kind: 'status', events: [status], problems }
}

function parseFee(push: PushObject): ParsedPush {
  const list: unknown = push.feeLst
  if (!Array.isArray(list)) return { ok: false, reason: 'feeLst: not an array' }
  if (list.length === 0) return { ok: false, reason: 'feeLst: empty' }
  const problems: PushProblem[] = []
  const events = list.flatMap((record, at) => {
    const fee = feeRecord(record, `feeLst[${at}]`, problems)
    return fee === undefined ? [] : [fee]
  })
  const first = problems[0]
  if (events.length === 0) {
    return { ok: false, reason: first === undefined ? 'feeLst: unreadable' : `${first.path}: ${first.reason}` }
  }
  return { ok: true, kind: 'fee', events, problems }
}

type FeeDetails = Omit<FeeReported, 'kind' | 'at' | 'sessionId' | 'recorded'>

function feeRecord(record: unknown, path: string, problems: PushProblem[]): FeeReported | undefined {
  const object = objectOf(record)
  if (object === undefined) {
    problems.push({ path, reason: 'not a JSON object' })
    return undefined
  }
  const fields = fieldsOf(object, path, problems)
  const sessionId = sessionOf(fields)
  if (sessionId === undefined) {
    problems.push({ path: `${path}.sessionId`, reason: 'missing or too long' })
    return undefined
  }
  const times = {
    outStartedAt: fields.time('callOutStartTime'),
    outRingingAt: fields.time('callOutAlertingTime'),
    outAnsweredAt: fields.time('callOutAnswerTime'),
    forwardStartedAt: fields.time('fwdStartTime'),
    forwardRingingAt: fields.time('fwdAlertingTime'),
    forwardAnsweredAt: fields.time('fwdAnswerTime'),
    endedAt: fields.time('callEndTime'),
    failedAt: fields.time('failTime'),
    recordingStartedAt: fields.time('recordStartTime'),
  }
  const at = times.endedAt ?? times.failedAt ?? latestOf([...Object.values(times), fields.time('dynIVRStartTime')])
  if (at === undefined) {
    problems.push({ path, reason: 'holds no time' })
    return undefined
  }
  return {
    kind: 'fee',
    at,
    sessionId,
    recorded: fields.flag('recordFlag') ?? false,
    ...known<FeeDetails>({
      ...times,
      appKey: fields.text('appKey'),
      icid: fields.text('icid'),
      bindNumber: fields.text('bindNum'),
      callerNumber: fields.text('callerNum'),
      calleeNumber: fields.text('calleeNum'),
      forwardDisplay: fields.text('fwdDisplayNum'),
      forwardNumber: fields.text('fwdDstNum'),
      outFailureCause: fields.whole('callOutUnaswRsn'),
      forwardFailureCause: fields.whole('fwdUnaswRsn'),
      teardownPoint: fields.whole('ulFailReason'),
      sipStatus: fields.whole('sipStatusCode'),
      keysPath: fields.text('dynIVRPath'),
      recordingObject: fields.text('recordObjectName'),
      recordingBucket: fields.text('recordBucketName'),
      recordingDomain: fields.text('recordDomain'),
      recordingUrl: fields.text('recordFileDownloadUrl'),
      serviceType: fields.text('serviceType'),
      userData: fields.text('userData'),
    }),
  }
}

function sessionOf(fields: Fields): SessionId | undefined {
  const text = fields.text('sessionId')
  return text !== undefined && isSessionId(text) ? text : undefined
}

function latestOf(times: readonly (UtcMs | undefined)[]): UtcMs | undefined {
  const told = times.filter((time) => time !== undefined)
  return told.length === 0 ? undefined : must(Math.max(...told), isUtcMs, 'time')
}
