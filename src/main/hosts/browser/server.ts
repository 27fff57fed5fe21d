import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ErrorData } from '../../../contract/errors.ts'
import type { App } from '../../app.ts'
import { describeContract } from '../../rpc/describe.ts'
import { plain, SECURITY_HEADERS } from '../../web/page.ts'
import { admit, cookieName, type Keys, type RequestFacts } from './guard.ts'
import { attachEvents } from './socket.ts'

export type BrowserHost = { readonly url: string; readonly token: string; close(): Promise<void> }

/** A prompt's worth of text is far above what any operation takes. */
const BODY_LIMIT = 4 * 1024 * 1024

/**
 * The contract over loopback HTTP and WebSocket. Binds to 127.0.0.1 only; every request passes the guard
 * before anything else is looked at.
 */
export async function serveBrowser(app: App, options: { port: number }): Promise<BrowserHost> {
  const token = randomBytes(24).toString('base64url')
  const session = randomBytes(24).toString('base64url')
  let keys: Keys = { port: options.port, token, session }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  server.headersTimeout = 10_000
  server.requestTimeout = 60_000

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const facts = factsOf(request, false)
    const verdict = admit(facts, keys)
    if ('refuse' in verdict) return send(response, plain(verdict.refuse, verdict.reason))
    if (verdict.admit === 'exchange') {
      const cookie = `${cookieName(keys.port)}=${keys.session}; HttpOnly; SameSite=Strict; Path=/`
      return send(
        response,
        new Response(null, {
          status: 303,
          headers: { ...SECURITY_HEADERS, Location: '/', 'Set-Cookie': cookie },
        }),
      )
    }
    if (facts.path === '/rpc' && facts.method === 'GET') return send(response, json(200, describeContract()))
    if (facts.path.startsWith('/rpc/')) return operation(request, response, facts)
    const url = `http://127.0.0.1:${keys.port}${request.url ?? '/'}`
    const range = request.headers.range
    const headers = range === undefined ? {} : { headers: { range } }
    const sends = facts.method === 'PUT' ? { body: Readable.toWeb(request), duplex: 'half' as const } : {}
    return send(response, await app.web(new Request(url, { method: facts.method, ...headers, ...sends })))
  }

  async function operation(request: IncomingMessage, response: ServerResponse, facts: RequestFacts) {
    if (facts.method !== 'POST') return send(response, plain(405, 'method not allowed'))
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      return send(response, plain(415, 'send application/json'))
    }
    const body = await readBody(request)
    if (body === undefined) return send(response, plain(413, 'too much'))
    const gone = new AbortController()
    // Whoever has the whole answer is not gone.
    response.on('close', () => {
      if (!response.writableFinished) gone.abort()
    })
    const reply = await app.dispatch(facts.path.slice('/rpc/'.length), body === '' ? '{}' : body, {
      signal: gone.signal,
    })
    return send(response, json(reply.ok ? 200 : statusOf(reply.error), reply))
  }

  const detachEvents = attachEvents(server, app, (request) => {
    const verdict = admit(factsOf(request, true), keys)
    return 'admit' in verdict && verdict.admit !== 'exchange'
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', () => resolve())
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  keys = { port, token, session }

  return {
    url: `http://127.0.0.1:${port}/?token=${token}`,
    token,
    async close() {
      await detachEvents()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function factsOf(request: IncomingMessage, upgrade: boolean): RequestFacts {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : value)
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    host: request.headers.host,
    origin: request.headers.origin,
    fetchSite: one(request.headers['sec-fetch-site']),
    authorization: request.headers.authorization,
    cookie: request.headers.cookie,
    tokenInQuery: url.searchParams.get('token') ?? undefined,
    upgrade,
  }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) return undefined
    length += chunk.length
    if (length > BODY_LIMIT) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The status mirrors the code for programs that look at it; the body is the truth. */
function statusOf(error: ErrorData): number {
  if (error.code === 'input.invalid') return 400
  if (error.code === 'operation.unknown' || error.code.endsWith('.notFound')) return 404
  if (error.code === 'forbidden') return 403
  if (error.code === 'internal') return 500
  if (error.code === 'deadline') return 504
  return 409
}

function json(status: number, value: unknown): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: {
      ...SECURITY_HEADERS,
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
    },
  })
}

async function send(response: ServerResponse, from: Response): Promise<void> {
  response.writeHead(from.status, Object.fromEntries(from.headers))
  if (from.body === null) {
    response.end()
    return
  }
  await pipeline(Readable.fromWeb(from.body), response)
}
