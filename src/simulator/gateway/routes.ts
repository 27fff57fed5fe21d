import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../clock.ts'
import { sameText } from '../digests.ts'
import type { Fault, Faults, GatewayOperation } from '../faults.ts'
import { type Answer, jsonAnswer, sendAnswer, wait } from '../http-answers.ts'
import { discardRest } from '../http-bodies.ts'
import type { Journal } from '../journal.ts'
import type { Settings } from '../options.ts'
import type { PromptFiles } from './prompt-files.ts'
import { GatewayRefusal, gatewayRefusal } from './refusals.ts'
import { decoded, readForm, readPut } from './upload.ts'

export type GatewayParts = {
  readonly settings: Settings
  readonly files: PromptFiles
  readonly faults: Faults
  readonly journal: Journal
  readonly clock: Clock
}

type Route = {
  readonly operation: GatewayOperation
  perform(request: IncomingMessage): Answer | Promise<Answer>
}

/** An upload target as docs/upload-target.md describes it, under `/gateway/`. */
export function createGateway({ settings, files, faults, journal, clock }: GatewayParts) {
  const noPrompt = (name: string) => gatewayRefusal('notFound', `no prompt ${name}`)

  function routeTo(method: string, path: string): Route | undefined {
    const [, encoded] = /^\/gateway\/prompts(?:\/([^/]+))?$/.exec(path) ?? [undefined, '']
    if (encoded === '') return undefined
    if (encoded === undefined) return wholeRoute(method)
    // What cannot be decoded is no name, and stays what it is for the answer.
    return promptRoute(method, decoded(encoded) ?? encoded)
  }

  function wholeRoute(method: string): Route | undefined {
    if (method === 'GET') {
      return { operation: 'gateway.query', perform: () => jsonAnswer(200, { prompts: files.list() }) }
    }
    if (method !== 'POST') return undefined
    return {
      operation: 'gateway.upload',
      perform: async (request) => jsonAnswer(201, files.take(await readForm(request, settings))),
    }
  }

  function promptRoute(method: string, name: string): Route | undefined {
    switch (method) {
      case 'PUT':
        return {
          operation: 'gateway.upload',
          perform: async (request) => jsonAnswer(201, files.take(await readPut(request, name, settings))),
        }
      case 'GET':
        return {
          operation: 'gateway.query',
          perform() {
            const prompt = files.find(name)
            if (prompt === undefined) throw noPrompt(name)
            return jsonAnswer(200, prompt)
          },
        }
      case 'DELETE':
        return {
          operation: 'gateway.delete',
          perform() {
            if (!files.remove(name)) throw noPrompt(name)
            return { status: 204 }
          },
        }
      default:
        return undefined
    }
  }

  function authorize(request: IncomingMessage) {
    if (!sameText(request.headers.authorization ?? '', `Bearer ${settings.gatewayToken}`)) {
      throw gatewayRefusal('unauthorized', 'the Authorization header is missing or wrong')
    }
  }

  async function judge(
    request: IncomingMessage,
    route: Route | undefined,
    fault: Fault | undefined,
  ): Promise<{ answer: Answer; code?: string }> {
    try {
      authorize(request)
      if (route === undefined) throw gatewayRefusal('notFound', 'no such address')
      if (fault?.kind === 'resultcode') {
        throw new GatewayRefusal(fault.code ?? 'unavailable', fault.httpStatus ?? 503, 'refused, as asked')
      }
      return { answer: await route.perform(request) }
    } catch (error) {
      if (!(error instanceof GatewayRefusal)) throw error
      const { code, httpStatus, message } = error
      const answer = jsonAnswer(httpStatus, { code, message })
      // A 401 must say how to sign in (RFC 9110, 15.5.2).
      const headers = { ...answer.headers, ...(httpStatus === 401 && { 'WWW-Authenticate': 'Bearer' }) }
      return { answer: { ...answer, headers }, code }
    }
  }

  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const method = request.method ?? ''
    const route = routeTo(method, url.pathname)
    const fault = route && faults.take(route.operation)
    const entry = {
      at: clock.now(),
      method,
      path: url.pathname,
      operation: route?.operation ?? ('unknown' as const),
      ...(fault !== undefined && { fault: fault.kind }),
    }
    if (fault?.kind === 'dropBefore' || fault?.kind === 'cutBefore') {
      journal.addRequest({ ...entry, outcome: 'notProcessed' })
      if (fault.kind === 'cutBefore') response.destroy()
      // Read on, so that it is the answer the sender waits for, and not room for the rest of its file.
      else void discardRest(request)
      return
    }
    const { answer, code } = await judge(request, route, fault)
    const outcome = code === undefined ? ('accepted' as const) : ('refused' as const)
    const judged = { ...entry, outcome, httpStatus: answer.status }
    journal.addRequest({ ...judged, ...(code !== undefined && { gatewayCode: code }) })
    if (fault?.ms !== undefined && fault.kind !== 'slowBody') await wait(fault.ms)
    return sendAnswer(response, answer, fault)
  }
}
