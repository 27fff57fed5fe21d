import { type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'
import { limitTime } from '../time-limit/index.ts'

export type LostCause = 'timeout' | 'cut' | 'aborted'

/** The request may have arrived and no whole answer came. */
export class AnswerLost extends Error {
  override readonly cause: LostCause

  constructor(cause: LostCause, detail: string) {
    super(detail)
    this.name = 'AnswerLost'
    this.cause = cause
  }
}

export type Request = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | undefined
}

/**
 * One request on a connection of its own; the platform closes it (auth.md §7). Never repeated here or below.
 *
 * @param limitMs until the head of the answer
 * @throws AnswerLost
 */
export function exchange(
  socket: Socket,
  asked: Request,
  limitMs: number,
  signal?: AbortSignal,
): Promise<IncomingMessage> {
  const limit = limitTime(limitMs, signal)
  return new Promise((resolve, reject) => {
    const asking = request({
      method: asked.method,
      path: asked.url.pathname + asked.url.search,
      headers: {
        Host: asked.url.host,
        Connection: 'close',
        ...asked.headers,
        ...(asked.body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(asked.body)) }),
      },
      createConnection: () => socket,
    })
    const abort = () => asking.destroy(new Error('stopped'))
    limit.signal.addEventListener('abort', abort, { once: true })
    if (limit.signal.aborted) abort()
    const settled = () => limit.end()
    asking.once('response', (answer) => {
      settled()
      resolve(answer)
    })
    asking.once('error', (problem) => {
      settled()
      if (limit.expired()) reject(new AnswerLost('timeout', `no answer within ${limitMs} ms`))
      else if (signal?.aborted === true) reject(new AnswerLost('aborted', 'stopped while waiting'))
      else reject(new AnswerLost('cut', problem.message))
    })
    asking.end(asked.body)
  })
}

/**
 * The body of an answer as text.
 *
 * @throws AnswerLost when it does not come whole, in time, and within `most` bytes
 */
export async function readText(answer: IncomingMessage, most: number, limitMs: number): Promise<string> {
  const limit = limitTime(limitMs)
  limit.signal.addEventListener('abort', () => answer.destroy(new Error('stopped')), { once: true })
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of answer) {
      if (!(chunk instanceof Buffer)) continue
      length += chunk.length
      if (length > most) throw new AnswerLost('cut', `the answer is longer than ${most} bytes`)
      chunks.push(chunk)
    }
  } catch (problem) {
    if (problem instanceof AnswerLost) throw problem
    const cause = limit.expired() ? 'timeout' : 'cut'
    throw new AnswerLost(cause, problem instanceof Error ? problem.message : 'unknown')
  } finally {
    limit.end()
    answer.destroy()
  }
  if (!answer.complete) throw new AnswerLost('cut', 'the answer ended early')
  return Buffer.concat(chunks).toString('utf8')
}
