import type { IncomingMessage } from 'node:http'

/** Larger than any JSON request can be. */
const TEXT_LIMIT = 1_048_576
/** What is read of a refused body, so that its sender gets to the answer, before the connection is cut. */
const DISCARD_LIMIT = 33_554_432

/**
 * Hands the pieces of a body on as they come, until the body ends or `take` has enough.
 *
 * @returns whether the body ended; what was not taken stays to be read
 * @throws Error when the sender breaks off
 */
function consume(request: IncomingMessage, take: (piece: Buffer) => boolean): Promise<boolean> {
  if (request.readableEnded) return Promise.resolve(true)
  return new Promise((resolve, reject) => {
    const onData = (piece: Buffer) => {
      if (take(piece)) return
      request.pause()
      settle(() => resolve(false))
    }
    const onEnd = () => settle(() => resolve(true))
    const onBroken = () => settle(() => reject(new Error('the sender broke off')))
    function settle(how: () => void) {
      request.off('data', onData).off('end', onEnd).off('close', onBroken)
      how()
    }
    request.on('data', onData).on('end', onEnd).on('close', onBroken)
    if (request.destroyed) onBroken()
    else request.resume()
  })
}

/** @returns the whole body, or nothing when it is longer than the limit, of which not much more is read */
export async function readBytes(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer<ArrayBuffer> | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined
  const pieces: Buffer[] = []
  let length = 0
  const whole = await consume(request, (piece) => {
    length += piece.length
    pieces.push(piece)
    return length <= limit
  })
  return whole ? Buffer.concat(pieces) : undefined
}

/** @returns the whole body as text, or nothing when it is larger than any request can be */
export async function readText(request: IncomingMessage): Promise<string | undefined> {
  return (await readBytes(request, TEXT_LIMIT))?.toString('utf8')
}

/**
 * Reads on past what was answered already: a connection closed with bytes unread is reset, and the reset can
 * overtake the answer.
 *
 * @returns whether the rest came to its end within reason
 */
export async function discardRest(request: IncomingMessage): Promise<boolean> {
  let left = DISCARD_LIMIT
  return consume(request, (piece) => {
    left -= piece.length
    return left > 0
  }).catch(() => false)
}
