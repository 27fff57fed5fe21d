import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Call } from '../../domain/calls/index.ts'
import { decide, EMPTY_PLAN } from '../../domain/routing/index.ts'
import { StoreError } from '../store/index.ts'
import type { Decide } from './ask.ts'
import { LIMITS, type ReceiverLimits } from './limits.ts'
import { type Answer, type News, refusal, type Taking, takePush } from './take.ts'

export { type PushUrls, pushUrlsAt } from './addresses.ts'
export type { Decide } from './ask.ts'
export { parsePush } from './parse.ts'
export type { ParsedPush } from './parsed.ts'
export { verifySignature } from './signature.ts'
export type { News, ReceiverLogEntry, ReceiverProfile } from './take.ts'

export type ReceiverOptions = Omit<Taking, 'bodyBytes' | 'questionMs' | 'decide'> & {
  /** What to do with a call or message that waits for our answer; left out, calls are closed and messages dropped. */
  readonly decide?: Decide

  readonly host: '127.0.0.1' | '0.0.0.0'
  /** 0 = any free port. */
  readonly port: number
  /** The calls of a push as they are now, after its answer. */
  readonly onStored: (calls: readonly Call[]) => void
  /** What it brought of Private Number besides calls. */
  readonly onNews?: (news: News) => void
  /** Something was kept or put aside. Many pushes in a burst are told as one change. */
  readonly onChange: () => void
  readonly limits?: Partial<ReceiverLimits>
}

export type Receiver = {
  readonly port: number
  /** Takes no more, finishes what it has begun to take, and is gone. */
  close(): Promise<void>
}

const CHANGE_EVERY_MS = 100
const STRANGER_EVERY_MS = 60_000

/**
 * Takes the platform's pushes at `/p/<token>/status` and `/p/<token>/fee`. A push is answered `200` when it
 * is committed to the disk and not before: the platform sends a status only once, and after the answer to a
 * fee record keeps nothing.
 *
 * @throws Error with the system's code when the port cannot be listened on
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const limits = { ...LIMITS, ...options.limits }
  const taking: Taking = {
    ...options,
    bodyBytes: limits.bodyBytes,
    questionMs: limits.questionMs,
    decide: options.decide ?? closed,
  }
  const underWay = new Set<Promise<void>>()
  const change = createBurst(options.onChange)
  const stranger = createStrangerCount(options)
  let closing: Promise<void> | undefined

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await takePush(request, taking).catch((problem: unknown): Answer => {
      // Whoever has gone away before the end of the push does not wait for an answer.
      if (response.destroyed) return refusal(0, 'gone')
      options.log({
        event: 'receiver.failed',
        detail: problem instanceof StoreError ? problem.kind : 'unknown',
      })
      // No resultcode and no 200: the platform repeats a fee record that was not taken.
      return refusal(503, 'not stored, send it again')
    })
    if (answer.status === 404) stranger()
    send(request, response, answer, closing !== undefined)
    tell(answer)
    if (answer.later !== undefined) tell(await answer.later)
  }

  function tell({ changed, calls, news }: Pick<Answer, 'changed' | 'calls' | 'news'>): void {
    if (changed) change.note()
    if (calls.length > 0) options.onStored(calls)
    if (news !== undefined) options.onNews?.(news)
  }

  const server = createServer(
    {
      headersTimeout: limits.requestMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: Math.min(1000, limits.requestMs),
    },
    (request, response) => {
      const handled = handle(request, response)
        .catch(() => options.log({ event: 'receiver.listenerFailed' }))
        .finally(() => underWay.delete(handled))
      underWay.add(handled)
    },
  )
  server.maxHeadersCount = 50
  server.maxConnections = limits.connections
  await listen(server, options)
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close() {
      closing ??= stop(server, underWay, limits.closeMs).finally(() => change.stop())
      return closing
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

/** What is being taken is finished, within the given time; idle connections are dropped. */
async function stop(server: Server, underWay: ReadonlySet<Promise<void>>, patienceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const impatience = setTimeout(() => server.closeAllConnections(), patienceMs)
  await closed
  clearTimeout(impatience)
  // A sender may have gone while its push is on the way to the disk; the store must not close before it is.
  await Promise.all(underWay)
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer, closing: boolean): void {
  if (response.destroyed) return
  const text = JSON.stringify(answer.body)
  response.writeHead(answer.status, {
    'Content-Type': 'application/json;charset=UTF-8',
    'Content-Length': Buffer.byteLength(text),
    ...(answer.status === 405 ? { Allow: 'POST' } : {}),
    // What was not read to its end would be taken for the next request.
    ...(closing || !request.complete ? { Connection: 'close' } : {}),
  })
  response.end(text)
}

/** Without rules nobody is put through. */
const closed: Decide = (_profileId, question) => ({
  decision: decide(EMPTY_PLAN, question),
  shape: EMPTY_PLAN.answerShape,
})

/** Tells once of what happens in quick succession. */
function createBurst(tell: () => void): { note(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  return {
    note() {
      timer ??= setTimeout(() => {
        timer = undefined
        tell()
      }, CHANGE_EVERY_MS)
    },
    stop() {
      clearTimeout(timer)
    },
  }
}

/** At most a line a minute about requests to addresses that nobody has. */
function createStrangerCount({ log, clock }: Pick<Taking, 'log' | 'clock'>): () => void {
  let count = 0
  let toldAt = Number.NEGATIVE_INFINITY
  return () => {
    count += 1
    if (clock() - toldAt < STRANGER_EVERY_MS) return
    log({ event: 'receiver.unknownAddress', requests: count })
    toldAt = clock()
    count = 0
  }
}
