import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { isObject, type JsonObject, listOf, numberOf, textOf } from '../json-shape.ts'

export type Received = {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: JsonObject
  readonly eventType: string
  /** statusInfo of a status event, else empty. */
  readonly info: JsonObject
  /** feeLst of a fee push, else empty. */
  readonly fees: readonly JsonObject[]
}

/** Customer's side: keeps every push and answers as told. */
export async function startReceiver(
  reply: (received: Received, number: number) => { status: number; body?: string } = () => ({ status: 200 }),
) {
  const received: Received[] = []
  const broken: string[] = []
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    try {
      for await (const piece of request) pieces.push(Buffer.from(piece))
    } catch {
      broken.push(Buffer.concat(pieces).toString('utf8'))
      return
    }
    const body: unknown = JSON.parse(Buffer.concat(pieces).toString('utf8'))
    if (!isObject(body)) return
    const one: Received = {
      path: request.url ?? '',
      headers: request.headers,
      body,
      eventType: textOf(body, 'eventType') ?? '',
      info: isObject(body.statusInfo) ? body.statusInfo : {},
      fees: (listOf(body, 'feeLst') ?? []).filter(isObject),
    }
    received.push(one)
    const answer = reply(one, received.length)
    response.writeHead(answer.status, { Connection: 'close' }).end(answer.body ?? '')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    statusUrl: Buffer.from(`${url}/status`).toString('base64'),
    feeUrl: Buffer.from(`${url}/fee`).toString('base64'),
    received,
    /** Bodies that were cut off. */
    broken,
    /** Status events in their order, as `type called stateCode`. */
    events: () =>
      received
        .filter((one) => one.eventType !== 'fee')
        .map(({ eventType, info }) =>
          [eventType, textOf(info, 'called'), numberOf(info, 'stateCode'), textOf(info, 'digitInfo')]
            .filter((part) => part !== undefined)
            .join(' '),
        ),
    fees: () => received.flatMap((one) => [...one.fees]),
    async close() {
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await closed
    },
  }
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>
