import type { Calls } from './calls.ts'
import type { Operation, VoiceCallOperation } from './faults.ts'
import { jsonAnswer } from './http-answers.ts'
import type { Journal } from './journal.ts'
import type { AppSpec, Settings } from './options.ts'
import type { Asked, Done } from './platform.ts'
import type { Recordings } from './recordings.ts'
import { Refusal, refusal } from './refusals.ts'
import {
  type Account,
  type CallRequest,
  readCallback,
  readNotification,
  readRecordQuery,
  readStop,
  readVerification,
} from './request-rules.ts'

const SERVICES: Readonly<Record<VoiceCallOperation, AppSpec['service']>> = {
  click2Call: 'callback',
  callStop: 'callback',
  callnotify: 'notification',
  callVerify: 'verification',
  record: 'callback',
}

const isOurs = (operation: Operation): operation is VoiceCallOperation => Object.hasOwn(SERVICES, operation)

export type VoiceCallParts = {
  readonly settings: Settings
  readonly account: Account
  readonly calls: Calls
  readonly recordings: Recordings
  readonly journal: Journal
}

/** The five operations of Voice Call (voice-call.md 0). */
export function createVoiceCall({ settings, account, calls, recordings, journal }: VoiceCallParts) {
  function place(app: AppSpec, request: CallRequest): Done {
    const { session, idlePort } = placed(app, request)
    journal.addCall(app.appKey)
    const answer = jsonAnswer(200, {
      resultcode: '0',
      resultdesc: 'Success',
      sessionId: session.sessionId,
      ...(request.returnIdlePort && { idlePort }),
    })
    return { answer, sessionId: session.sessionId, unknownFields: request.unknownFields }
  }

  /** Whatever becomes of it is counted for its callee. */
  function placed(app: AppSpec, request: CallRequest) {
    try {
      const done = calls.place(app, request)
      journal.addAttempt(request.calleeNbr, {
        outcome: done.session.outcome,
        sessionId: done.session.sessionId,
        ...(request.userData !== undefined && { userData: request.userData }),
      })
      return done
    } catch (error) {
      if (error instanceof Refusal) journal.addAttempt(request.calleeNbr, { refused: error.code })
      throw error
    }
  }

  return function perform(operation: Operation, app: AppSpec, asked: Asked): Done {
    if (!isOurs(operation)) throw refusal('1010040')
    // A key serves one type of service (voice-call.md 0: 1010040).
    const anyService = operation === 'callStop' && settings.callStop === 'all'
    if (!anyService && app.service !== SERVICES[operation]) throw refusal('1010040')
    switch (operation) {
      case 'click2Call':
        return place(app, readCallback(asked.json(), account, app))
      case 'callnotify':
        return place(app, readNotification(asked.json(), account, app))
      case 'callVerify':
        return place(app, readVerification(asked.json(), account, app))
      case 'callStop': {
        const { sessionId, unknownFields } = readStop(asked.json(), settings)
        calls.stop(app, sessionId)
        return {
          answer: jsonAnswer(200, { resultcode: '0', resultdesc: 'Success' }),
          sessionId,
          unknownFields,
        }
      }
      case 'record': {
        const { fileName, domain } = readRecordQuery(asked.query, settings)
        const recording = recordings.find(app.appKey, fileName, domain)
        if (recording === undefined) throw refusal('1016001')
        const headers = { Location: recordings.linkTo(recording) }
        return { answer: { status: settings.recordRedirectStatus, headers } }
      }
    }
  }
}
