import { readFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { isSessionId, isUtcMs, must } from '../../domain/values.ts'
import { type Account, createPlatform, type Transport } from './index.ts'

/**
 * Where a request may fail, one server for each place. What failed before the first byte is `notSent` and
 * certain; what failed later is not, and no request comes a second time.
 */

const fixture = (name: string) => readFileSync(new URL(`./testing/${name}`, import.meta.url), 'utf8')
const clock = () => must(Date.UTC(2026, 2, 1), isUtcMs, 'time')
const body = {
  displayNbr: '+8675528000111',
  callerNbr: '+8613500001111',
  displayCalleeNbr: '+8675528000111',
  calleeNbr: '+8613900002222',
}
const GOOD = '{"resultcode":"0","resultdesc":"Success","sessionId":"session-1","idlePort":9}'
const http = (text: string, head = 'HTTP/1.1 200 OK') =>
  `${head}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`

const servers: Server[] = []
const sockets = new Set<Socket>()
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))))
})

type Seen = { port: number; connections: number; requests: string[] }

/** Listens and does with each connection what the test says; tells what came. */
async function serve(
  behave: (socket: Socket, whole: () => string) => void,
  tls?: { key: string; cert: string },
): Promise<Seen> {
  const seen: Seen = { port: 0, connections: 0, requests: [] }
  const accept = (socket: Socket) => {
    seen.connections += 1
    sockets.add(socket)
    const at = seen.requests.push('') - 1
    socket.on('data', (chunk) => {
      seen.requests[at] += String(chunk)
      if (requestIsWhole(seen.requests[at] ?? '')) behave(socket, () => seen.requests[at] ?? '')
    })
    socket.on('error', () => undefined)
  }
  const server = tls === undefined ? createServer(accept) : createTlsServer(tls, accept)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  seen.port = typeof address === 'object' && address !== null ? address.port : 0
  return seen
}

function requestIsWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
  return Buffer.byteLength(text.slice(end + 4)) >= length
}

const account = (port: number, scheme: 'http' | 'https' = 'http'): Account => ({
  address: `${scheme}://127.0.0.1:${port}`,
  appKey: 'key',
  secret: 'planted-secret',
  scheme: 'AKSK',
})
const platform = (transport: Transport = { proxy: { kind: 'none' } }, answerMs = 300) =>
  createPlatform({ transport, clock, nonce: () => 'NONCE1', connectMs: 1000, answerMs })

describe('before the first byte', () => {
  it('a refused connection', async () => {
    const seen = await serve(() => undefined)
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve))
    expect(await platform().placeCallback(account(seen.port), body)).toMatchObject({
      kind: 'notSent',
      cause: 'refused',
    })
  })

  it('a name that does not exist', async () => {
    const nowhere = { ...account(1), address: 'https://no-such-host.invalid' }
    expect(await platform().placeCallback(nowhere, body)).toMatchObject({ kind: 'notSent', cause: 'dns' })
  })

  it('a certificate nobody vouches for: not a byte of the request is sent', async () => {
    const seen = await serve(() => undefined, {
      key: fixture('test-server.key'),
      cert: fixture('test-server.pem'),
    })
    expect(await platform().placeCallback(account(seen.port, 'https'), body)).toMatchObject({
      kind: 'notSent',
      cause: 'tls',
    })
    expect(seen.requests.join('')).toBe('')
  })

  it('no TLS at the other end', async () => {
    const seen = await serve((socket) => socket.end('hello'))
    const asked = platform().placeCallback(account(seen.port, 'https'), body)
    expect(await asked).toMatchObject({ kind: 'notSent' })
  })

  it('a proxy that is not there, and one that refuses', async () => {
    const gone = platform({ proxy: { kind: 'url', url: 'http://127.0.0.1:1' } })
    const outside = { ...account(1), address: 'https://platform.example.com' }
    expect(await gone.placeCallback(outside, body)).toMatchObject({ kind: 'notSent', cause: 'proxy' })
    const proxy = await serve((socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n'),
    )
    const refusing = platform({ proxy: { kind: 'url', url: `http://127.0.0.1:${proxy.port}` } })
    expect(await refusing.placeCallback(outside, body)).toMatchObject({ kind: 'notSent', cause: 'proxy' })
    expect(proxy.requests.join('')).toContain('CONNECT platform.example.com:443')
    expect(proxy.requests.join('')).not.toContain('planted-secret')
  })
})

describe('after it', () => {
  it.each<[string, (socket: Socket) => void, string]>([
    ['the connection is cut before an answer', (socket) => socket.destroy(), 'cut'],
    ['the connection is reset', (socket) => socket.resetAndDestroy(), 'cut'],
    ['nothing is ever answered', () => undefined, 'timeout'],
    ['half an answer comes', (socket) => socket.end(http(GOOD).slice(0, -20)), 'cut'],
    ['half an answer comes and then nothing', (socket) => socket.write(http(GOOD).slice(0, -20)), 'timeout'],
    ['what comes is not HTTP', (socket) => socket.end('garbage\r\n\r\n'), 'cut'],
    [
      'the answer has no end',
      (socket) => socket.write(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(300_000)}`),
      'cut',
    ],
  ])('%s: it is lost, and asked once', async (_what, behave, cause) => {
    const seen = await serve(behave)
    // Only where the time itself is what is tested may it be short: a busy machine is slow.
    const patience = cause === 'timeout' ? 300 : 20_000
    const outcome = await platform(undefined, patience).placeCallback(account(seen.port), body)
    expect(outcome).toMatchObject({ kind: 'lost', cause })
    expect(seen.connections).toBe(1)
  })

  it.each([
    ['no JSON', 'HTTP/1.1 200 OK', '<html>hotel login</html>', { kind: 'garbled', httpStatus: 200 }],
    ['no session', 'HTTP/1.1 200 OK', '{"resultcode":"0"}', { kind: 'garbled' }],
    ['a wrong address', 'HTTP/1.1 404 Not Found', '', { kind: 'garbled', httpStatus: 404 }],
    [
      'a redirect',
      'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/',
      '',
      { kind: 'garbled', httpStatus: 302 },
    ],
    [
      'a refusal',
      'HTTP/1.1 403 Forbidden',
      '{"resultcode":"1010023","resultdesc":"Display number invalid."}',
      { kind: 'refused', resultcode: '1010023', class: 'parameter' },
    ],
    [
      'a code as a number',
      'HTTP/1.1 401 Unauthorized',
      '{"resultcode":1010010,"resultdesc":"Invalid digest."}',
      { kind: 'refused', resultcode: '1010010', class: 'authentication' },
    ],
    [
      'flow control',
      'HTTP/1.1 403 Forbidden',
      '{"resultcode":"1010010"}',
      { kind: 'refused', class: 'flowControl', waitMs: 60_000 },
    ],
  ])('%s is told apart, and asked once', async (_what, head, text, expected) => {
    const seen = await serve((socket) => socket.end(http(text, head)))
    expect(await platform().placeCallback(account(seen.port), body)).toMatchObject(expected)
    expect(seen.connections).toBe(1)
  })
})

describe('a good request', () => {
  it('carries what the page asks for and nothing else', async () => {
    const seen = await serve((socket) => socket.end(http(GOOD)))
    expect(await platform().placeCallback(account(seen.port), body)).toEqual({
      kind: 'ok',
      value: { sessionId: 'session-1', idlePort: 9 },
    })
    const [request = ''] = seen.requests
    expect(request).toMatch(/^POST \/rest\/httpsessions\/click2Call\/v2\.0 HTTP\/1\.1\r\n/)
    expect(request).toContain('Content-Type: application/json;charset=UTF-8\r\n')
    expect(request).toContain('Authorization: AKSK realm="SDP",profile="UsernameToken",type="Appkey"\r\n')
    expect(request).toContain('Nonce="NONCE1",Created="2026-03-01T00:00:00Z"\r\n')
    expect(request).toContain('Connection: close\r\n')
    expect(JSON.parse(request.slice(request.indexOf('\r\n\r\n')))).toEqual(body)
    expect(request).not.toContain('planted-secret')
  })

  it('writes the session with a small i to stop a call', async () => {
    const seen = await serve((socket) => socket.end(http('{"resultcode":"0"}')))
    const session = must('session-1', isSessionId, 'session')
    expect(await platform().stopCall(account(seen.port), session)).toMatchObject({ kind: 'ok' })
    expect(seen.requests[0]).toContain('{"sessionid":"session-1","signal":"call_stop"}')
  })

  it('goes over TLS when a CA of our own vouches for it', async () => {
    const seen = await serve((socket) => socket.end(http(GOOD)), {
      key: fixture('test-server.key'),
      cert: fixture('test-server.pem'),
    })
    const own = platform({ proxy: { kind: 'none' }, caBundle: fixture('test-ca.pem') })
    expect(await own.placeCallback(account(seen.port, 'https'), body)).toMatchObject({ kind: 'ok' })
  })

  it('goes through a proxy as a tunnel, but never to this machine', async () => {
    const target = await serve((socket) => socket.end(http(GOOD)))
    const proxy = await serve((socket, whole) => {
      if (whole().startsWith('CONNECT') && !whole().includes('POST')) socket.write('HTTP/1.1 200 OK\r\n\r\n')
      else socket.end(http(GOOD))
    })
    const through = platform({ proxy: { kind: 'url', url: `http://user:pass@127.0.0.1:${proxy.port}` } })
    const outside = { ...account(1), address: 'http://platform.example.com:8080' }
    expect(await through.placeCallback(outside, body)).toMatchObject({ kind: 'ok' })
    expect(proxy.requests[0]).toContain('CONNECT platform.example.com:8080')
    expect(proxy.requests[0]).toContain(
      `Proxy-Authorization: Basic ${Buffer.from('user:pass').toString('base64')}`,
    )
    expect(await through.placeCallback(account(target.port), body)).toMatchObject({ kind: 'ok' })
    expect(proxy.connections).toBe(1)
  })

  it('asks the system for a proxy where the environment names none', async () => {
    const proxy = await serve((socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'))
    const asked: string[] = []
    const system = platform({
      proxy: { kind: 'system' },
      resolveProxy: async (url) => {
        asked.push(url)
        return `PROXY 127.0.0.1:${proxy.port}; DIRECT`
      },
    })
    const outside = { ...account(1), address: 'http://platform.example.com' }
    expect(await system.placeCallback(outside, body)).toMatchObject({ kind: 'notSent', cause: 'proxy' })
    expect(asked).toHaveLength(1)
  })
})

describe('a recording', () => {
  const file = { object: 'a b+c.wav', domain: 'rec.example' }

  it.each([301, 302, 307])('is found behind a %i, which is not followed', async (status) => {
    const seen = await serve((socket) =>
      socket.end(http('', `HTTP/1.1 ${status} Moved\r\nLocation: https://store.example/x?token=1`)),
    )
    expect(await platform().recordingAddress(account(seen.port), file)).toEqual({
      kind: 'ok',
      value: { location: 'https://store.example/x?token=1' },
    })
    expect(seen.requests[0]).toContain(
      'GET /rest/provision/voice/record/v1.0?fileName=a+b%2Bc.wav&recordDomain=rec.example ',
    )
  })

  const collect = async (bytes: AsyncIterable<Uint8Array>) =>
    Buffer.concat(await Array.fromAsync(bytes)).toString()

  it('is fetched without the signature of the account, over a further redirect', async () => {
    const store = await serve((socket) => socket.end(http('RIFF')))
    const first = await serve((socket) =>
      socket.end(http('', `HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:${store.port}/file`)),
    )
    const got = await platform().download(`http://127.0.0.1:${first.port}/link`, collect)
    expect(got).toEqual({ kind: 'ok', value: 'RIFF' })
    expect(first.requests.join('') + store.requests.join('')).not.toMatch(/Authorization|AKSK/i)
  })

  it.each<[string, (socket: Socket) => void, object]>([
    ['gone', (socket) => socket.end(http('', 'HTTP/1.1 404 Not Found')), { kind: 'status', httpStatus: 404 }],
    ['cut in the middle', (socket) => socket.end(http('RIFF').slice(0, -2)), { kind: 'lost', cause: 'cut' }],
    [
      'sent round in circles',
      (socket) => socket.end(http('', 'HTTP/1.1 302 Found\r\nLocation: /again')),
      { kind: 'status', httpStatus: 302 },
    ],
  ])('that is %s is told', async (_what, behave, expected) => {
    const seen = await serve(behave)
    expect(await platform().download(`http://127.0.0.1:${seen.port}/x`, collect)).toMatchObject(expected)
  })

  it.each(['file:///etc/passwd', 'not a url'])('is never fetched from %s', async (location) => {
    expect(await platform().download(location, collect)).toEqual({ kind: 'status', httpStatus: 0 })
  })
})
