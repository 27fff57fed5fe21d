import { z } from 'zod'
import { createClient } from '../../contract/client.ts'
import { ErrorData, type Reply } from '../../contract/errors.ts'
import type { Client } from '../../contract/index.ts'

/** A reply as it comes over a wire. */
export const Replied = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: ErrorData }),
])
/** Thrown by the client of a desk when the reply is an error. */
export class Refused extends Error {
  readonly error: ErrorData

  constructor(error: ErrorData) {
    super(`${error.code}: ${error.message}`)
    this.error = error
  }
}

/**
 * A client as a screen has it, over whatever carries a name and its input.
 *
 * @param replies gets every reply as text, good or bad
 */
export function deskClient(
  ask: (name: string, json: string) => Promise<Reply<unknown>>,
  replies: string[],
): Client {
  return createClient(async (_kind, name, input) => {
    const reply = await ask(name, JSON.stringify(input))
    replies.push(JSON.stringify(reply))
    if (!reply.ok) throw new Refused(reply.error)
    return reply.value
  })
}
