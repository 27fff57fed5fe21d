import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { describe, expect, it } from 'vitest'
import { PATHS } from './testing/client.ts'
import { startStill } from './testing/desk.ts'

/** A request whose body is written by hand; the answer may come before its end. */
function open(url: string, headers: Record<string, string | number>) {
  const asked = httpRequest(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
  })
  // What breaks after the answer does not matter to an asker who has it.
  asked.on('error', () => undefined)
  return { asked, answered: once(asked, 'response') }
}

describe('a body that is too long', () => {
  it('is answered by its announced length alone', async () => {
    const simulator = await startStill()
    const { asked, answered } = open(`${simulator.url}${PATHS.click2Call}`, {
      'Content-Length': 8 * 1024 ** 3,
    })
    asked.write('{')
    const [response] = await answered
    expect(response.statusCode).toBe(400)
    asked.destroy()
  })

  it('is answered at its limit when no length is announced, and not read without end', async () => {
    const simulator = await startStill()
    const { asked, answered } = open(`${simulator.url}${PATHS.click2Call}`, {})
    const closed = once(asked, 'close')
    const piece = Buffer.alloc(1_048_576, 0x20)
    let sent = 0
    const pour = () => {
      while (!asked.destroyed) {
        sent += piece.length
        if (!asked.write(piece)) return
      }
    }
    asked.on('drain', pour)
    pour()
    const [response] = await answered
    expect(response.statusCode).toBe(400)
    response.resume()
    await closed
    expect(sent).toBeLessThan(128 * 1_048_576)
  })
})
