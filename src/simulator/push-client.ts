import * as http from 'node:http'
import * as https from 'node:https'
import type { Fault } from './faults.ts'
import { parseJson } from './json-shape.ts'

export type PushRequest = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly timeoutMs: number
  readonly fault: Fault | undefined
  readonly signal: AbortSignal
}

/** What came back: an HTTP status and the parsed body, or why there is none. */
export type PushAnswer = {
  readonly status?: number
  readonly body?: unknown
  /** The body as it came. */
  readonly text?: string
  readonly note?: string
}

/** Addresses of this machine; anything else is pushed to only when the options allow it. */
export function isLoopback(url: string): boolean {
  const host = new URL(url).hostname
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

const BODY_LIMIT = 65_536
const SLOW_PIECES = 8

/** Writes the body, in one go or as a fault wants it; resolves false when the fault cut it off. */
async function writeBody(request: http.ClientRequest, { body, fault }: PushRequest): Promise<boolean> {
  const bytes = Buffer.from(body, 'utf8')
  if (fault?.kind === 'cutBefore' || fault?.kind === 'cutMid') {
    const half = fault.kind === 'cutMid' ? Math.floor(bytes.length / 2) : 0
    await new Promise<void>((done) => {
      request.flushHeaders()
      if (half === 0) request.once('socket', (socket) => socket.once('connect', () => done()))
      else request.write(bytes.subarray(0, half), () => done())
      request.once('error', () => done())
    })
    request.destroy()
    return false
  }
  if (fault?.kind === 'slowBody') {
    const size = Math.ceil(bytes.length / SLOW_PIECES)
    for (let from = 0; from < bytes.length; from += size) {
      request.write(bytes.subarray(from, from + size))
      await new Promise((done) => setTimeout(done, (fault.ms ?? 1000) / SLOW_PIECES))
    }
    request.end()
    return true
  }
  request.end(bytes)
  return true
}

/** One POST on a connection of its own; never throws. Certificates of loopback receivers are not checked. */
export function post(push: PushRequest): Promise<PushAnswer> {
  return new Promise((resolve) => {
    const settings = {
      method: 'POST',
      agent: false,
      signal: push.signal,
      headers: { ...push.headers, 'Content-Length': Buffer.byteLength(push.body), Connection: 'close' },
    } as const
    const request = push.url.startsWith('https:')
      ? https.request(push.url, { ...settings, rejectUnauthorized: false })
      : http.request(push.url, settings)
    const timer = setTimeout(() => request.destroy(new Error('timed out')), push.timeoutMs)
    const end = (answer: PushAnswer) => {
      clearTimeout(timer)
      resolve(answer)
    }
    request.on('error', (error) => end({ note: error.message }))
    request.on('close', () => end({ note: 'connection closed' }))
    request.on('response', (response) => {
      if (push.fault?.kind === 'cutAfter') {
        request.destroy()
        end({ note: 'cut after sending, as asked' })
        return
      }
      const pieces: Buffer[] = []
      let length = 0
      response.on('data', (piece: Buffer) => {
        length += piece.length
        if (length <= BODY_LIMIT) pieces.push(piece)
      })
      response.on('error', (error) => end({ note: error.message }))
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString('utf8')
        const { statusCode } = response
        end({ ...(statusCode !== undefined && { status: statusCode }), body: parseJson(text), text })
      })
    })
    writeBody(request, push).then(
      (whole) => {
        if (!whole) end({ note: 'cut while sending, as asked' })
      },
      (error) => end({ note: String(error) }),
    )
  })
}
