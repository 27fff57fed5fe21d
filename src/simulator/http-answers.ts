import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Fault } from './faults.ts'

const BODY_LIMIT = 1_048_576
const SLOW_PIECES = 8

/** @returns the whole body as text, or nothing when it is larger than any request can be */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of request) {
    const bytes = Buffer.from(piece)
    length += bytes.length
    if (length <= BODY_LIMIT) pieces.push(bytes)
  }
  return length > BODY_LIMIT ? undefined : Buffer.concat(pieces).toString('utf8')
}

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
    'Content-Length': length,
    Connection: 'close',
  })
}

/** Writes an answer, whole or as a fault that concerns the answer wants it. */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  fault: Fault | undefined,
): Promise<void> {
  const bytes = Buffer.from(answer.body ?? '', 'utf8')
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
    response.end()
    return
  }
  response.end(bytes)
}
