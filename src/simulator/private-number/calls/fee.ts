import type { FeeRecord } from '../../fee-record.ts'
import type { Settings } from '../../options.ts'
import { stampOf } from '../../stamps.ts'
import type { Mode } from '../account.ts'
import type { MaskedCall } from './call.ts'

/** `serviceType` (private-number-axb-ax.md 7, private-number-axe-axyb-x.md 5). */
const SERVICE_TYPES: Readonly<Record<Mode, string>> = {
  AX: '003',
  AXB: '004',
  X: '004',
  AXE: '005',
  AXYB: '007',
}

/** One record of feeLst of Private Number. */
export function maskedFeeOf(call: MaskedCall, settings: Settings, spId: string, hostName: string): FeeRecord {
  const { app, routing, ending, recording, endAt, answerAt } = call
  const forward = routing?.kind === 'forward' ? routing : undefined
  const record: Record<string, string | number> = {}
  const time = (name: string, at: number | undefined) => {
    if (at !== undefined) record[name] = stampOf(at)
    else if (settings.absentTimes === 'text') record[name] = ''
  }
  // A call that was given up before anybody knew where it goes counts as an exception.
  record.direction = app.mode === 'X' ? settings.privateNumber.xDirection : (routing?.direction ?? 2)
  record.spId = spId
  record.appKey = app.appKey
  record.icid = call.icid
  record.bindNum = call.x
  record.sessionId = call.sessionId
  record.subscriptionId = routing?.subscriptionId ?? ''
  record.callerNum = call.caller
  record.calleeNum = call.x
  record.fwdDisplayNum = call.startAt === undefined ? '' : (forward?.shown ?? '')
  record.fwdDstNum = call.startAt === undefined ? '' : (forward?.to ?? '')
  time('callInTime', call.placedAt)
  time('fwdStartTime', call.startAt)
  time('fwdAlertingTime', call.alertingAt)
  time('fwdAnswerTime', answerAt)
  time('callEndTime', endAt)
  time('failTime', answerAt === undefined ? endAt : undefined)
  record.fwdUnaswRsn = ending?.cause ?? 0
  record.ulFailReason = ending?.stateCode ?? 0
  record.sipStatusCode = ending?.sip ?? 0
  record.callOutUnaswRsn = 0
  record.recordFlag = recording === undefined ? 0 : 1
  if (recording !== undefined) {
    record.recordStartTime = stampOf(recording.startAt)
    const byName = settings.recordFields !== 'url'
    record.recordObjectName = byName ? recording.fileName : ''
    record.recordBucketName = byName ? recording.bucket : ''
    record.recordDomain = byName ? recording.domain : ''
    if (settings.recordFields !== 'names') record.recordFileDownloadUrl = recording.directUrl()
  }
  record.serviceType = SERVICE_TYPES[app.mode]
  record.hostName = hostName
  if (routing?.userData !== undefined) record.userData = routing.userData
  if (app.mode === 'AXE') record.extendNum = routing?.extension ?? ''
  if (app.mode === 'X') addXFields(record, call)
  return record
}

/** `notifyMode` always; the others only after agreement (private-number-axe-axyb-x.md 5). */
function addXFields(record: Record<string, string | number>, call: MaskedCall): void {
  record.notifyMode = 'Block'
  if (call.app.extendedRecords !== true) return
  record.areaCode = call.app.numbers.find(({ number }) => number === call.x)?.areaCode ?? ''
  if (call.ending?.by !== 'platform') record.callRelDirection = call.ending?.by === 'caller' ? 1 : 2
  const { answerAt, endAt } = call
  record.callDuration =
    answerAt === undefined || endAt === undefined ? 0 : Math.round((endAt - answerAt) / 1000)
}
