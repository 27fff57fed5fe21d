import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Application, Authenticated, Authentication } from './authentication.ts'
import type { Clock } from './clock.ts'
import type { Fault, Faults, Operation } from './faults.ts'
import type { FlowControl } from './flow-control.ts'
import { type Answer, jsonAnswer, sendAnswer, wait } from './http-answers.ts'
import { readText } from './http-bodies.ts'
import type { Journal, RequestEntry } from './journal.ts'
import { isObject, type JsonObject, parseJson } from './json-shape.ts'
import type { Settings } from './options.ts'
import { badParameter, flowControl, Refusal, refusal, refusalNamed } from './refusals.ts'
import { targetOf } from './routes.ts'

/** What a request carries; reading the body judges its Content-Type and form. */
export type Asked = {
  json(): JsonObject
  readonly query: URLSearchParams
  readonly contentType: string | undefined
}

/** What an accepted request leaves in the journal besides its answer. */
export type Done = {
  readonly answer: Answer
  readonly sessionId?: string
  readonly unknownFields?: readonly string[]
}

export type PlatformParts = {
  readonly settings: Settings
  readonly authentication: Authentication
  readonly flow: FlowControl
  readonly faults: Faults
  readonly journal: Journal
  readonly clock: Clock
  /** Throws the Refusal that the product of the application would answer. */
  perform(operation: Operation, app: Application, asked: Asked): Done
}

/** Throws 1010002 for any other Content-Type. */
export function checkJsonType(type = ''): void {
  if (/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type)) return
  throw badParameter('Content-Type', 'must be application/json;charset=UTF-8')
}

function readJson(request: IncomingMessage, body: string | undefined): JsonObject {
  checkJsonType(request.headers['content-type'])
  const value = parseJson(body ?? '')
  if (!isObject(value)) throw refusal('1010002')
  return value
}

const refused = (error: Refusal): Answer =>
  jsonAnswer(error.httpStatus, { resultcode: error.code, resultdesc: error.message })

/** Judges one request to a platform path and answers it. */
export function createPlatform(parts: PlatformParts) {
  const { settings, authentication, flow, faults, journal, clock, perform } = parts

  function faultRefusal(fault: Fault | undefined, ip: string): Refusal | undefined {
    if (fault?.kind === 'resultcode') return refusalNamed(fault.code ?? '1010001', fault.httpStatus)
    if (fault?.kind === 'flowControl') return flowControl(settings.flowControlCode)
    if (fault?.kind !== 'authLock') return undefined
    authentication.lock(ip)
    return refusal('1020176')
  }

  return async function handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const ip = request.socket.remoteAddress ?? ''
    const method = request.method ?? ''
    const body = await readText(request)
    const entry = { at: clock.now(), method, path: `${url.pathname}${url.search}` }
    const target = targetOf(method, url.pathname)
    if (target === undefined) {
      journal.addRequest({ ...entry, operation: 'unknown', outcome: 'refused', httpStatus: 404 })
      return sendAnswer(
        response,
        { status: 404, headers: { 'Content-Type': 'text/plain' }, body: 'Not Found' },
        undefined,
      )
    }
    const { operation } = target
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
      if (!target.methodFits) throw refusal('1010006')
      const { app } = proven
      const tooMany = flow.judge(app.appKey, app.requestsPerSecond ?? settings.requestsPerSecond)
      if (tooMany !== undefined) throw tooMany
      const { answer: good, ...more } = perform(operation, app, {
        json: () => readJson(request, body),
        query: url.searchParams,
        contentType: request.headers['content-type'],
      })
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
