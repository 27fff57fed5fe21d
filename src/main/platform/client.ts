import { randomBytes } from 'node:crypto'
import { resultClass } from '../../domain/explain/index.ts'
import { formatCreated } from '../../domain/time/index.ts'
import type { SessionId, UtcMs } from '../../domain/values.ts'
import { type DownloadOutcome, download, type Take } from './download.ts'
import { AnswerLost, exchange, type Request, readText } from './exchange.ts'
import {
  type CallNotifyBody,
  type CallVerifyBody,
  type Click2CallBody,
  type PlacedCall,
  type PlatformOperation,
  type PlatformRequest,
  placeCallback,
  placeCode,
  placeNotification,
  recordingAddress,
  stopCall,
} from './operations.ts'
import type { Outcome } from './outcome.ts'
import { type Scheme, signatureHeaders } from './sign.ts'
import { NotConnected, openSocket, type Transport } from './socket.ts'

/** What a request is signed with. The secret is held no longer than the request takes. */
export type Account = {
  /** APP access address: scheme, host, maybe port and path. */
  readonly address: string
  readonly appKey: string
  readonly secret: string
  readonly scheme: Scheme
}

export type ProbeResult = {
  readonly outcome: Outcome<unknown>
  /** Our clock minus the platform's, from the `Date` of its answer. */
  readonly offsetMs?: number | undefined
}

export type Platform = {
  /** Each of these is sent once; whatever happens it is not sent again. */
  placeCallback(account: Account, body: Click2CallBody): Promise<Outcome<PlacedCall>>
  placeNotification(account: Account, body: CallNotifyBody): Promise<Outcome<PlacedCall>>
  placeCode(account: Account, body: CallVerifyBody): Promise<Outcome<PlacedCall>>
  stopCall(account: Account, session: SessionId): Promise<Outcome<true>>
  recordingAddress(
    account: Account,
    file: { readonly object: string; readonly domain: string },
    signal?: AbortSignal,
  ): Promise<Outcome<{ readonly location: string }>>
  /** Any other operation. Sent once; whatever happens it is not sent again. */
  perform<T>(account: Account, request: PlatformRequest<T>, signal?: AbortSignal): Promise<Outcome<T>>
  /** Fetches from a link, without the account's headers. `take` gets the bytes as they come. */
  download<T>(location: string, take: Take<T>, signal?: AbortSignal): Promise<DownloadOutcome<T>>
  /** One request that places no call: asks for a recording that cannot exist. */
  probe(account: Account): Promise<ProbeResult>
  /**
   * One request to a service of the customer's own, over the same wire. Sent once.
   *
   * @throws NotConnected when nothing was sent, AnswerLost when it may have arrived
   */
  askGateway(
    request: Request,
    signal?: AbortSignal,
  ): Promise<{ readonly status: number; readonly body: unknown }>
  reconfigure(transport: Transport): void
}

const CONNECT_MS = 10_000
const ANSWER_MS = 20_000
/** A page of a hundred bindings is below 60 kB. */
const ANSWER_BYTES = 256 * 1024
/** A name that the platform has not given to any file. */
const NO_SUCH_FILE = { object: 'voicedesk-probe.wav', domain: 'probe.invalid' }

type Told = {
  readonly status: number
  readonly body: unknown
  readonly location: string | undefined
  readonly date: string | undefined
}

/**
 * The platform's side of HTTPS. Each request has a connection of its own (auth.md §7), follows no redirect
 * and is never repeated: who may ask again, and when, is not decided here.
 */
export function createPlatform(options: {
  transport: Transport
  clock: () => UtcMs
  /** 1-128 letters and digits, new for each request. */
  nonce?: () => string
  connectMs?: number
  answerMs?: number
}): Platform {
  let transport = options.transport
  const connectMs = options.connectMs ?? CONNECT_MS
  const answerMs = options.answerMs ?? ANSWER_MS
  const nonce = options.nonce ?? (() => randomBytes(16).toString('hex').toUpperCase())

  async function ask(
    account: Account,
    request: Omit<Request, 'headers'>,
    signal?: AbortSignal,
  ): Promise<Told> {
    const socket = await openSocket(request.url, transport, connectMs, signal)
    const headers = {
      ...signatureHeaders(account, nonce(), formatCreated(options.clock())),
      Accept: 'application/json',
      'Content-Type': 'application/json;charset=UTF-8',
    }
    const answer = await exchange(socket, { ...request, headers }, answerMs, signal)
    const text = await readText(answer, ANSWER_BYTES, answerMs)
    return {
      status: answer.statusCode ?? 0,
      body: parseJson(text),
      location: answer.headers.location,
      date: answer.headers.date,
    }
  }

  async function perform<T>(
    operation: PlatformOperation<T>,
    account: Account,
    content: { body?: object; query?: Readonly<Record<string, string>> },
    signal?: AbortSignal,
  ): Promise<{ outcome: Outcome<T>; date?: string | undefined }> {
    const url = new URL(account.address.replace(/\/+$/, '') + operation.path)
    for (const [name, value] of Object.entries(content.query ?? {})) url.searchParams.set(name, value)
    const body = content.body === undefined ? undefined : JSON.stringify(content.body)
    try {
      const told = await ask(account, { method: operation.method, url, body }, signal)
      return { outcome: outcomeOf(operation, told), date: told.date }
    } catch (problem) {
      if (problem instanceof NotConnected) {
        return { outcome: { kind: 'notSent', cause: problem.cause, detail: problem.message } }
      }
      if (problem instanceof AnswerLost)
        return { outcome: { kind: 'lost', cause: problem.cause, detail: problem.message } }
      throw problem
    }
  }

  return {
    async placeCallback(account, body) {
      return (await perform(placeCallback, account, { body })).outcome
    },
    async placeNotification(account, body) {
      return (await perform(placeNotification, account, { body })).outcome
    },
    async placeCode(account, body) {
      return (await perform(placeCode, account, { body })).outcome
    },
    async stopCall(account, session) {
      // The one place where the platform writes the name with a small i (voice-call.md §2).
      return (await perform(stopCall, account, { body: { sessionid: session, signal: 'call_stop' } })).outcome
    },
    async recordingAddress(account, { object, domain }, signal) {
      const query = { fileName: object, recordDomain: domain }
      return (await perform(recordingAddress, account, { query }, signal)).outcome
    },
    async perform(account, { operation, ...content }, signal) {
      return (await perform(operation, account, content, signal)).outcome
    },
    download: (location, take, signal) =>
      download(location, take, { transport, connectMs, answerMs, signal }),
    async probe(account) {
      const query = { fileName: NO_SUCH_FILE.object, recordDomain: NO_SUCH_FILE.domain }
      const { outcome, date } = await perform(recordingAddress, account, { query })
      const theirs = date === undefined ? Number.NaN : Date.parse(date)
      return Number.isNaN(theirs) ? { outcome } : { outcome, offsetMs: options.clock() - theirs }
    },
    async askGateway(request, signal) {
      const socket = await openSocket(request.url, transport, connectMs, signal)
      const answer = await exchange(socket, request, answerMs, signal)
      const text = await readText(answer, ANSWER_BYTES, answerMs)
      return { status: answer.statusCode ?? 0, body: parseJson(text) }
    },
    reconfigure(next) {
      transport = next
    },
  }
}

function outcomeOf<T>(operation: PlatformOperation<T>, told: Told): Outcome<T> {
  const { resultcode, resultdesc } = resultOf(told.body)
  const good =
    operation.redirects === true
      ? told.status >= 300 && told.status < 400 && (resultcode ?? '0') === '0'
      : told.status < 300 && resultcode === '0'
  if (good) {
    const value = operation.read(told)
    if (value !== undefined) return { kind: 'ok', value }
    return {
      kind: 'garbled',
      httpStatus: told.status,
      detail: `${operation.name}: the answer lacks what it should carry`,
    }
  }
  if (resultcode === undefined || resultcode === '0') {
    return { kind: 'garbled', httpStatus: told.status, detail: `${operation.name}: no resultcode` }
  }
  const classified = resultClass(resultcode, told.status)
  return {
    kind: 'refused',
    resultcode,
    resultdesc,
    httpStatus: told.status,
    class: classified.class,
    ...(classified.waitMs === undefined ? {} : { waitMs: classified.waitMs }),
  }
}

/** The code is text on every page; some deployments send a number. */
function resultOf(body: unknown): { resultcode: string | undefined; resultdesc: string } {
  if (typeof body !== 'object' || body === null) return { resultcode: undefined, resultdesc: '' }
  const code: unknown = Reflect.get(body, 'resultcode')
  const text: unknown = Reflect.get(body, 'resultdesc')
  const resultcode = typeof code === 'string' || typeof code === 'number' ? String(code) : undefined
  return { resultcode, resultdesc: typeof text === 'string' ? text : '' }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
