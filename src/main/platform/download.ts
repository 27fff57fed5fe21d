import { AnswerLost, exchange, type LostCause } from './exchange.ts'
import { type ConnectCause, NotConnected, openSocket, type Transport } from './socket.ts'

/** Takes the bytes as they come and gives what was made of them; what it throws goes to the caller. */
export type Take<T> = (bytes: AsyncIterable<Uint8Array>, expected: number | undefined) => Promise<T>

export type DownloadOutcome<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'status'; readonly httpStatus: number }
  | { readonly kind: 'notSent'; readonly cause: ConnectCause; readonly detail: string }
  | { readonly kind: 'lost'; readonly cause: LostCause; readonly detail: string }

/** A storage host may hand on to another, but not for ever. */
const MOST_REDIRECTS = 3
/** No byte for so long means that none will come. */
const IDLE_MS = 30_000

/**
 * Fetches a file from a link of the platform. The account's headers are not sent: the storage host is
 * another party. A redirect may not leave https for http.
 */
export async function download<T>(
  location: string,
  take: Take<T>,
  how: { transport: Transport; connectMs: number; answerMs: number; signal?: AbortSignal | undefined },
): Promise<DownloadOutcome<T>> {
  try {
    let url = new URL(location)
    for (let redirects = 0; ; redirects += 1) {
      if (url.protocol !== 'https:' && url.protocol !== 'http:') return { kind: 'status', httpStatus: 0 }
      const socket = await openSocket(url, how.transport, how.connectMs, how.signal)
      const answer = await exchange(
        socket,
        { method: 'GET', url, headers: { Accept: '*/*' } },
        how.answerMs,
        how.signal,
      )
      const status = answer.statusCode ?? 0
      if (status === 200)
        return { kind: 'ok', value: await take(watched(answer, how.signal), lengthOf(answer.headers)) }
      answer.destroy()
      const next = status >= 300 && status < 400 ? answer.headers.location : undefined
      if (next === undefined || redirects === MOST_REDIRECTS) return { kind: 'status', httpStatus: status }
      const to = new URL(next, url)
      if (url.protocol === 'https:' && to.protocol !== 'https:') return { kind: 'status', httpStatus: status }
      url = to
    }
  } catch (problem) {
    if (problem instanceof NotConnected)
      return { kind: 'notSent', cause: problem.cause, detail: problem.message }
    if (problem instanceof AnswerLost) return { kind: 'lost', cause: problem.cause, detail: problem.message }
    if (problem instanceof TypeError) return { kind: 'status', httpStatus: 0 }
    throw problem
  }
}

function lengthOf(headers: { 'content-length'?: string | undefined }): number | undefined {
  const length = Number(headers['content-length'] ?? Number.NaN)
  return Number.isSafeInteger(length) ? length : undefined
}

/** The bytes of an answer; a stop, a stall or an early end becomes `AnswerLost`. */
async function* watched(
  answer: AsyncIterable<unknown> & { destroy(problem?: Error): void; complete: boolean },
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  let stalled = false
  const stop = () => answer.destroy(new Error('stopped'))
  signal?.addEventListener('abort', stop, { once: true })
  let alarm: NodeJS.Timeout | undefined
  const rearm = () => {
    clearTimeout(alarm)
    alarm = setTimeout(() => {
      stalled = true
      stop()
    }, IDLE_MS)
  }
  try {
    rearm()
    for await (const chunk of answer) {
      rearm()
      if (chunk instanceof Uint8Array) yield chunk
    }
  } catch (problem) {
    const cause: LostCause = stalled ? 'timeout' : signal?.aborted === true ? 'aborted' : 'cut'
    throw new AnswerLost(cause, problem instanceof Error ? problem.message : 'unknown')
  } finally {
    clearTimeout(alarm)
    signal?.removeEventListener('abort', stop)
    answer.destroy()
  }
  if (!answer.complete) throw new AnswerLost('cut', 'the file ended early')
}
