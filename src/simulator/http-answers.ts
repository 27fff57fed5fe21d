import type { ServerResponse } from 'node:http'
import type { Fault } from './faults.ts'
import { discardRest } from './http-bodies.ts'

const SLOW_PIECES = 8

/** An answer before it is sent. */
export type Answer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export const jsonAnswer = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json;charset=UTF-8' },
  body: JSON.stringify(value),
})

export const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** Short connections: the platform ends them (auth.md 7). */
export function writeHead(response: ServerResponse, answer: Answer, length: number): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    // An answer that cannot have a body must not tell its length (RFC 9110, 8.6).
    ...(answer.status !== 204 && { 'Content-Length': length }),
    Connection: 'close',
  })
}

/** Ends an answer that may have been given before the whole request was read. */
async function finish(response: ServerResponse) {
  if (await discardRest(response.req)) response.end()
  else response.destroy()
}

/** Writes an answer, whole or as a fault that concerns the answer wants it. */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  fault: Fault | undefined,
): Promise<void> {
  const whole = Buffer.from(answer.body ?? '', 'utf8')
  // Arrives in full, and cannot be read.
  const bytes = fault?.kind === 'garbled' ? whole.subarray(0, Math.floor(whole.length / 2)) : whole
  if (fault?.kind === 'dropAfter') return
  if (fault?.kind === 'cutAfter') {
    response.destroy()
    return
  }
  writeHead(response, answer, bytes.length)
  if (fault?.kind === 'cutMid') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy())
    response.flushHeaders()
    return
  }
  if (fault?.kind === 'slowBody') {
    response.flushHeaders()
    const size = Math.max(1, Math.ceil(bytes.length / SLOW_PIECES))
    for (let from = 0; from < bytes.length; from += size) {
      await wait((fault.ms ?? 1000) / SLOW_PIECES)
      if (response.destroyed) return
      response.write(bytes.subarray(from, from + size))
    }
    return finish(response)
  }
  if (response.req.readableEnded) {
    response.end(bytes)
    return
  }
  response.write(bytes)
  return finish(response)
}
