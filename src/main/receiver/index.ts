import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Call } from '../../domain/calls/index.ts'
import type { ProfileId, UtcMs } from '../../domain/values.ts'
import type { PushKind, RawPush, Store } from '../store/index.ts'
import { type ParsedPush, parsePush } from './parse.ts'
import { verifySignature } from './signature.ts'

export { type ParsedPush, parsePush } from './parse.ts'
export { verifySignature } from './signature.ts'

/** Whose push address it is, and what is needed to check who pushes. */
export type ReceiverProfile = {
  readonly profileId?: ProfileId
  readonly appKey?: string
  /** enforce: a push whose signature is absent or wrong is refused (and kept for the user to see). */
  readonly policy: 'observe' | 'enforce'
  readonly pushUrls: { readonly status: string; readonly fee: string }
  secret(): Promise<string | undefined>
}

export type ReceiverOptions = {
  readonly store: Store
  readonly host: '127.0.0.1' | '0.0.0.0'
  /** 0 = any free port. */
  readonly port: number
  /** The profile behind the unguessable part of an address. */
  readonly profileFor: (token: string) => Promise<ReceiverProfile | undefined>
  readonly clock: () => UtcMs
  readonly log: (entry: { event: string; [key: string]: string | number | boolean | undefined }) => void
  readonly onStored: (calls: readonly Call[]) => void
  readonly onChange: () => void
}

export type Receiver = { readonly port: number; close(): Promise<void> }

/** Fifty fee records are below 60 kB; a push far above that is not the platform's. */
const BODY_LIMIT = 1024 * 1024
const HEADERS_MS = 10_000
const REQUEST_MS = 20_000

const SUCCESS = { resultcode: '0', resultdesc: 'Success' }

/**
 * Takes the platform's pushes at `/p/<token>/status` and `/p/<token>/fee`. A push is answered `200` when it
 * is committed to the disk and not before: the platform sends a status only once, and after the answer to a
 * fee record keeps nothing.
 *
 * @throws Error with the system's code when the port cannot be listened on
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const server = createServer((request, response) => {
    take(request, response, options).catch((problem: unknown) => {
      options.log({
        event: 'receiver.failed',
        detail: problem instanceof Error ? problem.message : 'unknown',
      })
      // No resultcode and no 200: the platform repeats a fee record that was not taken.
      reply(response, 503, { error: 'not stored, send it again' })
    })
  })
  server.headersTimeout = HEADERS_MS
  server.requestTimeout = REQUEST_MS
  server.maxHeadersCount = 50
  await listen(server, options)
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    async close() {
      // What is being taken is finished; idle connections are dropped.
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      await closed
    },
  }
}

function listen(server: Server, { host, port }: ReceiverOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function take(
  request: IncomingMessage,
  response: ServerResponse,
  options: ReceiverOptions,
): Promise<void> {
  const { store, clock } = options
  const route = /^\/p\/([0-9a-z]{16,64})\/(status|fee)\/?$/.exec((request.url ?? '').split('?')[0] ?? '')
  const profile = route?.[1] === undefined ? undefined : await options.profileFor(route[1])
  if (profile === undefined) {
    request.resume()
    return reply(response, 404, { error: 'no such address' })
  }
  if (request.method !== 'POST') {
    request.resume()
    return reply(response, 405, { error: 'pushes are POST' }, { Allow: 'POST' })
  }
  const address: PushKind = route?.[2] === 'fee' ? 'fee' : 'status'
  const { body, whole } = await readBody(request)
  const raw: RawPush = {
    receivedAt: clock(),
    ...(profile.profileId === undefined ? {} : { profileId: profile.profileId }),
    kind: address,
    headers: keptHeaders(request),
    body,
  }
  const refuse = async (status: number, reason: string) => {
    await store.quarantinePush({ ...raw, reason })
    options.log({ event: 'receiver.quarantined', status, bytes: body.length })
    options.onChange()
    reply(response, status, { error: reason })
  }
  if (!whole) return refuse(413, `larger than ${BODY_LIMIT} bytes`)
  const signature = await verdictOf(request, profile, address)
  if (profile.policy === 'enforce' && (signature === 'absent' || signature === 'invalid')) {
    return refuse(401, `signature ${signature}`)
  }
  const parsed = parseBody(body, raw.receivedAt)
  if (!parsed.ok) return refuse(400, parsed.reason)

  const { calls } = await store.appendPush({ ...raw, kind: parsed.kind, signature, events: parsed.events })
  if (parsed.problems.length > 0)
    await store.quarantinePush({ ...raw, reason: parsed.problems.join('; ').slice(0, 500) })
  reply(response, 200, SUCCESS)
  options.onStored(calls)
  options.onChange()
}

function parseBody(body: Uint8Array, receivedAt: UtcMs): ParsedPush {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    return parsePush(json, receivedAt)
  } catch {
    return { ok: false, reason: 'the body is not JSON in UTF-8' }
  }
}

async function verdictOf(request: IncomingMessage, profile: ReceiverProfile, address: PushKind) {
  const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
  const headers = { 'x-aksk': one(request.headers['x-aksk']), 'x-wsse': one(request.headers['x-wsse']) }
  if (headers['x-aksk'] === undefined && headers['x-wsse'] === undefined) return 'absent'
  const told = profile.pushUrls[address]
  const secret = await profile.secret().catch(() => undefined)
  return verifySignature(headers, { secret, appKey: profile.appKey, urls: [told, `${told}/`] })
}

/** What may matter later of how a push came; none of it holds a secret. */
function keptHeaders(request: IncomingMessage): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name of ['content-type', 'authorization', 'x-aksk', 'x-wsse', 'user-agent']) {
    const value = request.headers[name]
    if (typeof value === 'string') kept[name] = value.slice(0, 1000)
  }
  return kept
}

/** Reads up to the limit; what is beyond is not waited for. */
async function readBody(request: IncomingMessage): Promise<{ body: Uint8Array; whole: boolean }> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) continue
    length += chunk.length
    chunks.push(chunk)
    if (length > BODY_LIMIT) return { body: Buffer.concat(chunks).subarray(0, 64 * 1024), whole: false }
  }
  return { body: Buffer.concat(chunks), whole: true }
}

function reply(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  if (response.headersSent || response.destroyed) return
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'Content-Type': 'application/json;charset=UTF-8',
    'Content-Length': Buffer.byteLength(text),
    ...headers,
  })
  response.end(text)
}
