import { request } from 'node:http'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, getCACertificates } from 'node:tls'
import { getProxyForUrl } from 'proxy-from-env'
import { limitTime } from '../time-limit/index.ts'

export type ProxyChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'url'; readonly url: string }
  /** What the environment says, else what the system says where the host knows it. */
  | { readonly kind: 'system' }

export type Transport = {
  readonly proxy: ProxyChoice
  /** PEM certificates trusted beside the built-in ones. */
  readonly caBundle?: string | undefined
  /** Answers like a PAC file: `PROXY host:port; DIRECT`. */
  readonly resolveProxy?: ((url: string) => Promise<string>) | undefined
}

export type ConnectCause = 'dns' | 'refused' | 'tls' | 'proxy' | 'connectTimeout' | 'network' | 'aborted'

/** No connection came about, so certainly nothing was sent. */
export class NotConnected extends Error {
  override readonly cause: ConnectCause

  constructor(cause: ConnectCause, detail: string) {
    super(detail)
    this.name = 'NotConnected'
    this.cause = cause
  }
}

/**
 * A connection that is ready to be written to: through the proxy if there is one, and with TLS verified if
 * the address says https. Whatever fails in here failed before the first byte of a request.
 *
 * @throws NotConnected
 */
export async function openSocket(
  target: URL,
  transport: Transport,
  limitMs: number,
  signal?: AbortSignal,
): Promise<Socket> {
  const limit = limitTime(limitMs, signal)
  const stop = limit.signal
  try {
    const proxy = await proxyFor(target, transport)
    const tcp =
      proxy === undefined
        ? await reach(hostOf(target), portOf(target), stop)
        : await tunnel(target, proxy, stop)
    return target.protocol === 'https:' ? await secure(tcp, target, transport, stop) : tcp
  } catch (problem) {
    if (limit.expired()) throw new NotConnected('connectTimeout', `no connection within ${limitMs} ms`)
    if (signal?.aborted === true) throw new NotConnected('aborted', 'stopped before connecting')
    if (problem instanceof NotConnected) throw problem
    throw new NotConnected('network', problem instanceof Error ? problem.message : 'unknown')
  } finally {
    limit.end()
  }
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')
const portOf = (url: URL): number =>
  url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** What speaks to this machine never goes through a proxy. */
async function proxyFor(target: URL, transport: Transport): Promise<URL | undefined> {
  const { proxy } = transport
  if (proxy.kind === 'none' || isLoopback(hostOf(target))) return undefined
  if (proxy.kind === 'url') return new URL(proxy.url)
  const fromEnvironment = getProxyForUrl(target.href)
  if (fromEnvironment !== '') return new URL(fromEnvironment)
  const answer = (await transport.resolveProxy?.(target.href)) ?? 'DIRECT'
  const first = /^\s*(PROXY|HTTPS)\s+([^\s;]+)/i.exec(answer)
  return first === null
    ? undefined
    : new URL(`${first[1]?.toUpperCase() === 'HTTPS' ? 'https' : 'http'}://${first[2]}`)
}

function reach(host: string, port: number, stop: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host, port })
    const abort = () => socket.destroy(new Error('stopped'))
    stop.addEventListener('abort', abort, { once: true })
    socket.once('connect', () => {
      stop.removeEventListener('abort', abort)
      resolve(socket)
    })
    socket.once('error', (problem) => {
      const code = 'code' in problem ? String(problem.code) : ''
      const cause = /^(?:ENOTFOUND|EAI_)/.test(code) ? 'dns' : code === 'ECONNREFUSED' ? 'refused' : 'network'
      reject(new NotConnected(cause, `${host}:${port} ${code}`))
    })
  })
}

function secure(tcp: Socket, target: URL, transport: Transport, stop: AbortSignal): Promise<Socket> {
  const host = hostOf(target)
  const ca =
    transport.caBundle === undefined ? {} : { ca: [...getCACertificates('default'), transport.caBundle] }
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      socket: tcp,
      host,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      minVersion: 'TLSv1.2',
      ...ca,
    })
    const abort = () => socket.destroy(new Error('stopped'))
    stop.addEventListener('abort', abort, { once: true })
    socket.once('secureConnect', () => {
      stop.removeEventListener('abort', abort)
      resolve(socket)
    })
    const fail = (why: string) => reject(new NotConnected('tls', `${host} ${why}`))
    socket.once('error', (problem) => fail('code' in problem ? String(problem.code) : problem.message))
    socket.once('close', () => fail('closed during the handshake'))
  })
}

/** A tunnel through an HTTP proxy (RFC 9110 §9.3.6), for http targets too: one way for all. */
async function tunnel(target: URL, proxy: URL, stop: AbortSignal): Promise<Socket> {
  const where = `${proxy.hostname}:${proxy.port}`
  let socket: Socket
  try {
    socket = await reach(hostOf(proxy), portOf(proxy), stop)
    if (proxy.protocol === 'https:') socket = await secure(socket, proxy, { proxy: { kind: 'none' } }, stop)
  } catch (problem) {
    throw new NotConnected('proxy', `${where}: ${problem instanceof Error ? problem.message : 'unknown'}`)
  }
  const authority = `${target.hostname}:${portOf(target)}`
  const credentials =
    proxy.username === ''
      ? {}
      : {
          'Proxy-Authorization': `Basic ${Buffer.from(`${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`).toString('base64')}`,
        }
  return new Promise((resolve, reject) => {
    const asking = request({
      method: 'CONNECT',
      path: authority,
      headers: { Host: authority, ...credentials },
      createConnection: () => socket,
      signal: stop,
    })
    asking.once('connect', (answer) => {
      if (answer.statusCode === 200) resolve(socket)
      else reject(new NotConnected('proxy', `${where} answered ${answer.statusCode}`))
    })
    asking.once('response', (answer) =>
      reject(new NotConnected('proxy', `${where} answered ${answer.statusCode}`)),
    )
    asking.once('error', (problem) => reject(new NotConnected('proxy', `${where}: ${problem.message}`)))
    asking.end()
  })
}
