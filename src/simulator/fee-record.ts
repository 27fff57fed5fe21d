import type { LegName } from './call-plan.ts'
import type { Settings } from './options.ts'
import type { Leg, Session } from './session.ts'
import { stampOf } from './stamps.ts'

export type FeeRecord = { readonly [field: string]: string | number }

/** Seconds of conversion per play of a template: a plausible constant. */
const TTS_SECONDS = 3

/** One record of feeLst (voice-call.md 7). */
export function feeRecordOf(
  session: Session,
  settings: Settings,
  accountId: string,
  hostName: string,
): FeeRecord {
  const { app, request, legs, ending, recording } = session
  const record: Record<string, string | number> = {}
  const time = (name: string, at: number | undefined) => {
    if (at !== undefined) record[name] = stampOf(at)
    else if (settings.absentTimes === 'text') record[name] = ''
  }
  const cause = (name: LegName) => {
    if (ending?.failed?.leg === name) return ending.failed.cause
    return settings.answeredCause
  }
  const times = (leg: Leg | undefined, prefix: string) => {
    time(`${prefix}StartTime`, leg?.startAt)
    time(`${prefix}AlertingTime`, leg?.alertingAt)
    time(`${prefix}AnswerTime`, leg?.answerAt)
  }
  const connected = request.kind === 'callback' ? legs.B?.answerAt : legs.A.answerAt

  record.direction = request.kind === 'callback' ? settings.callbackDirection : 0
  record.spId = accountId
  record.appKey = app.appKey
  record.icid = session.icid
  record.bindNum = session.bindNum
  record.sessionId = session.sessionId
  record.callerNum = legs.A.caller
  record.calleeNum = legs.A.called
  times(legs.A, 'callOut')
  record.callOutUnaswRsn = cause('A')
  if (legs.B !== undefined) {
    record.fwdDisplayNum = legs.B.caller
    record.fwdDstNum = legs.B.called
    times(legs.B, 'fwd')
    record.fwdUnaswRsn = cause('B')
  }
  time('callEndTime', session.endAt)
  time('failTime', connected === undefined ? session.endAt : undefined)
  record.ulFailReason = ending?.teardown ?? 0
  record.sipStatusCode = ending?.failed?.sip ?? 0
  if (request.kind === 'notification') {
    time('dynIVRStartTime', session.ivrAt)
    const collected = session.digits.filter((digits) => digits !== '')
    const keys = settings.ivrPathOf === 'key' ? [...collected.join('')] : collected
    if (keys.length > 0) record.dynIVRPath = keys.join('-').slice(0, 256)
  }
  record.recordFlag = recording === undefined ? 0 : 1
  if (recording !== undefined) {
    record.recordStartTime = stampOf(recording.startAt)
    const byName = settings.recordFields !== 'url'
    record.recordObjectName = byName ? recording.fileName : ''
    record.recordBucketName = byName ? recording.bucket : ''
    record.recordDomain = byName ? recording.domain : ''
    if (settings.recordFields !== 'names') record.recordFileDownloadUrl = recording.directUrl()
  }
  record.ttsPlayTimes = session.ttsPlays
  record.ttsTransDuration = session.ttsPlays * TTS_SECONDS
  record.serviceType = request.kind === 'callback' ? '002' : '001'
  record.hostName = hostName
  if (request.userData !== undefined) record.userData = request.userData
  return record
}
