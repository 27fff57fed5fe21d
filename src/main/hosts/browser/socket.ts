import type { IncomingMessage, Server } from 'node:http'
import { WebSocketServer } from 'ws'
import type { App } from '../../app.ts'

const PING_MS = 20_000

/**
 * Events over WebSocket at `/events?epoch=…&seq=…`. A client that tells where it was gets what it missed,
 * or `{ stale: true }` when that is no longer held, and re-reads what it shows.
 *
 * @param admitted the guard, asked before the upgrade is answered
 */
export function attachEvents(
  server: Server,
  app: App,
  admitted: (request: IncomingMessage) => boolean,
): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 })

  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (url.pathname !== '/events' || !admitted(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (peer) => {
      const epoch = url.searchParams.get('epoch')
      const seq = Number(url.searchParams.get('seq') ?? 'NaN')
      const missed = epoch === null || !Number.isSafeInteger(seq) ? [] : app.events.since(epoch, seq)
      if (missed === 'stale') {
        peer.send(JSON.stringify({ stale: true, epoch: app.events.epoch, seq: app.events.seq() }))
      } else {
        for (const event of missed) peer.send(JSON.stringify(event))
      }
      const unsubscribe = app.events.subscribe((event) => peer.send(JSON.stringify(event)))
      const ping = setInterval(() => peer.ping(), PING_MS)
      peer.on('close', () => {
        clearInterval(ping)
        unsubscribe()
      })
      peer.on('error', () => peer.terminate())
    })
  })

  return () =>
    new Promise((resolve) => {
      for (const peer of sockets.clients) peer.terminate()
      sockets.close(() => resolve())
    })
}
