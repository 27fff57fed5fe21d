import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Authenticated, Authentication } from './authentication.ts'
import type { Calls } from './calls.ts'
import type { Clock } from './clock.ts'
import type { Fault, Faults, Operation } from './faults.ts'
import { type Answer, jsonAnswer, sendAnswer, wait } from './http-answers.ts'
import { readText } from './http-bodies.ts'
import type { Journal, RequestEntry } from './journal.ts'
import { isObject, parseJson } from './json-shape.ts'
import type { AppSpec, Settings } from './options.ts'
import type { Recordings } from './recordings.ts'
import { badParameter, flowControl, Refusal, refusal, refusalNamed } from './refusals.ts'
import {
  type Account,
  type CallRequest,
  readCallback,
  readNotification,
  readRecordQuery,
  readStop,
  readVerification,
} from './request-rules.ts'

export type PlatformParts = {
  readonly settings: Settings
  readonly account: Account
  readonly authentication: Authentication
  readonly calls: Calls
  readonly recordings: Recordings
  readonly faults: Faults
  readonly journal: Journal
  readonly clock: Clock
}

type Route = { readonly operation: Operation; readonly method: 'POST' | 'GET' }

/** URIs of voice-call.md 0; anything else is 404 without a resultcode. */
const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['/rest/httpsessions/click2Call/v2.0', { operation: 'click2Call', method: 'POST' }],
  ['/rest/httpsessions/callStop/v2.0', { operation: 'callStop', method: 'POST' }],
  ['/rest/httpsessions/callnotify/v2.0', { operation: 'callnotify', method: 'POST' }],
  ['/rest/httpsessions/callVerify/v1.0', { operation: 'callVerify', method: 'POST' }],
  ['/rest/provision/voice/record/v1.0', { operation: 'record', method: 'GET' }],
])

const SERVICES: Readonly<Record<Operation, AppSpec['service']>> = {
  click2Call: 'callback',
  callStop: 'callback',
  callnotify: 'notification',
  callVerify: 'verification',
  record: 'callback',
}

/** What an accepted request leaves in the journal besides its answer. */
type Done = {
  readonly answer: Answer
  readonly sessionId?: string
  readonly unknownFields?: readonly string[]
}

/** Judges one request to a platform path and answers it. */
export function createPlatform(parts: PlatformParts) {
  const { settings, account, authentication, calls, recordings, faults, journal, clock } = parts
  const recent = new Map<string, number[]>()

  /** Requests of one application within one real second. */
  function checkRate(app: AppSpec) {
    const now = settings.authClock()
    const times = (recent.get(app.appKey) ?? []).filter((at) => at > now - 1000)
    if (times.length >= settings.requestsPerSecond) throw flowControl()
    recent.set(app.appKey, [...times, now])
  }

  /** A key serves one type of service (voice-call.md 0: 1010040). */
  function checkService(operation: Operation, app: AppSpec) {
    if (operation === 'callStop' && settings.callStop === 'all') return
    if (app.service !== SERVICES[operation]) throw refusal('1010040')
  }

  function place(app: AppSpec, request: CallRequest): Done {
    const { session, idlePort } = calls.place(app, request)
    journal.addCall(app.appKey)
    const answer = jsonAnswer(200, {
      resultcode: '0',
      resultdesc: 'Success',
      sessionId: session.sessionId,
      ...(request.returnIdlePort && { idlePort }),
    })
    return { answer, sessionId: session.sessionId, unknownFields: request.unknownFields }
  }

  function readJson(request: IncomingMessage, body: string | undefined) {
    const type = request.headers['content-type'] ?? ''
    if (!/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type)) {
      throw badParameter('Content-Type', 'must be application/json;charset=UTF-8')
    }
    const value = parseJson(body ?? '')
    if (!isObject(value)) throw refusal('1010002')
    return value
  }

  function perform(
    operation: Operation,
    app: AppSpec,
    request: IncomingMessage,
    url: URL,
    body: string | undefined,
  ): Done {
    switch (operation) {
      case 'click2Call':
        return place(app, readCallback(readJson(request, body), account, app))
      case 'callnotify':
        return place(app, readNotification(readJson(request, body), account, app))
      case 'callVerify':
        return place(app, readVerification(readJson(request, body), account, app))
      case 'callStop': {
        const { sessionId, unknownFields } = readStop(readJson(request, body), account)
        calls.stop(app, sessionId)
        return {
          answer: jsonAnswer(200, { resultcode: '0', resultdesc: 'Success' }),
          sessionId,
          unknownFields,
        }
      }
      case 'record': {
        const { fileName, domain } = readRecordQuery(url.searchParams, account)
        const recording = recordings.find(app.appKey, fileName, domain)
        if (recording === undefined) throw refusal('1016001')
        const headers = { Location: recordings.linkTo(recording) }
        return { answer: { status: settings.recordRedirectStatus, headers } }
      }
    }
  }

  function faultRefusal(fault: Fault | undefined, ip: string): Refusal | undefined {
    if (fault?.kind === 'resultcode') return refusalNamed(fault.code ?? '1010001', fault.httpStatus)
    if (fault?.kind === 'flowControl') return flowControl()
    if (fault?.kind !== 'authLock') return undefined
    authentication.lock(ip)
    return refusal('1020176')
  }

  function refused(error: Refusal): Answer {
    return jsonAnswer(error.httpStatus, { resultcode: error.code, resultdesc: error.message })
  }

  return async function handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const ip = request.socket.remoteAddress ?? ''
    const method = request.method ?? ''
    const body = await readText(request)
    const entry = { at: clock.now(), method, path: `${url.pathname}${url.search}` }
    const route = ROUTES.get(url.pathname)
    if (route === undefined) {
      journal.addRequest({ ...entry, operation: 'unknown', outcome: 'refused', httpStatus: 404 })
      return sendAnswer(
        response,
        { status: 404, headers: { 'Content-Type': 'text/plain' }, body: 'Not Found' },
        undefined,
      )
    }
    const { operation } = route
    const fault = faults.take(operation)
    const marked = { ...entry, operation, ...(fault !== undefined && { fault: fault.kind }) }
    if (fault?.kind === 'dropBefore' || fault?.kind === 'cutBefore') {
      journal.addRequest({ ...marked, outcome: 'notProcessed' })
      if (fault.kind === 'cutBefore') response.destroy()
      return
    }
    let proven: Authenticated | undefined
    let answer: Answer
    let journalled: Omit<RequestEntry, 'number'>
    const seen = () =>
      proven === undefined
        ? {}
        : {
            appKey: proven.app.appKey,
            nonce: proven.claim.nonce,
            created: proven.claim.created,
            scheme: proven.claim.scheme,
            nonceSeen: proven.nonceSeen,
          }
    try {
      proven = authenticate(request, ip)
      const asked = faultRefusal(fault, ip)
      if (asked !== undefined) throw asked
      if (method !== route.method) throw refusal('1010006')
      checkRate(proven.app)
      checkService(operation, proven.app)
      const { answer: good, ...more } = perform(operation, proven.app, request, url, body)
      answer = good
      journalled = {
        ...marked,
        outcome: 'accepted',
        httpStatus: good.status,
        resultcode: '0',
        ...seen(),
        ...more,
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      answer = refused(error)
      const { code: resultcode, message: resultdesc, httpStatus } = error
      journalled = { ...marked, outcome: 'refused', httpStatus, resultcode, resultdesc, ...seen() }
    }
    journal.addRequest(journalled)
    if (fault?.ms !== undefined && fault.kind !== 'slowBody') await wait(fault.ms)
    return sendAnswer(response, answer, fault)
  }

  function authenticate(request: IncomingMessage, ip: string): Authenticated {
    try {
      return authentication.check(request.headers, ip)
    } catch (error) {
      if (error instanceof Refusal) journal.addAuthFailure({ at: clock.now(), ip, code: error.code })
      throw error
    }
  }
}
