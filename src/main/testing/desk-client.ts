import { createClient } from '../../contract/client.ts'
import type { ErrorData, Reply } from '../../contract/errors.ts'
import type { Client } from '../../contract/index.ts'

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
