import { type LinkState, type Transport, type TransportListener, WireLost, WireRefused } from './transport.ts'

export type SocketEvents = { opened(): void; message(data: unknown): void; closed(): void }

export type HttpParts = {
  readonly origin: string
  readonly post: (
    url: string,
    json: string,
  ) => Promise<{ readonly status: number; readonly text: () => Promise<string> }>
  /** Opens a WebSocket. @returns the function that closes it */
  readonly socket: (url: string, events: SocketEvents) => () => void
  /** @returns the function that cancels it */
  readonly after: (ms: number, act: () => void) => () => void
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 10_000

/** Waits double from half a second to ten: quick after a restart, quiet through a long absence. */
export const waitBefore = (attempt: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 10))

/** Operations over `POST /rpc/<operation>`, events over a WebSocket that is opened again when it breaks. */
export function createHttpTransport(parts: HttpParts): Transport {
  const { origin, post, socket, after } = parts

  async function invoke(name: string, json: string): Promise<string> {
    const answer = await lostUnless(() => post(`${origin}/rpc/${name}`, json))
    const text = await lostUnless(() => answer.text())
    // A declared `forbidden` is a reply like any other; the guard of the host answers in plain text.
    if ((answer.status === 401 || answer.status === 403) && !text.startsWith('{')) throw new WireRefused()
    if (!text.startsWith('{')) throw new WireLost()
    return text
  }

  function open(listener: TransportListener): () => void {
    let closed = false
    let attempt = 0
    let closeCurrent: (() => void) | undefined
    let cancelWait: (() => void) | undefined

    const tell = (state: LinkState) => {
      if (!closed) listener.state(state)
    }

    function connect(): void {
      let wasOpen = false
      closeCurrent = socket(eventsUrl(origin, listener), {
        opened() {
          wasOpen = true
          attempt = 0
          tell('online')
        },
        message(data) {
          if (!closed && typeof data === 'string') listener.message(data)
        },
        closed() {
          if (closed) return
          tell('offline')
          if (!wasOpen) askWhy()
          cancelWait = after(waitBefore(attempt), connect)
          attempt += 1
        },
      })
    }

    /** A refused upgrade does not say so; an operation does. */
    function askWhy(): void {
      invoke('host.hello', '{}').catch((problem: unknown) => {
        if (problem instanceof WireRefused) tell('refused')
      })
    }

    tell('connecting')
    connect()
    return () => {
      closed = true
      cancelWait?.()
      closeCurrent?.()
    }
  }

  return { invoke, open }
}

async function lostUnless<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch {
    throw new WireLost()
  }
}

function eventsUrl(origin: string, listener: TransportListener): string {
  const url = new URL('/events', origin)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const position = listener.position()
  if (position !== undefined) {
    url.searchParams.set('epoch', position.epoch)
    url.searchParams.set('seq', String(position.seq))
  }
  return url.href
}

/** The wire of an ordinary browser; the cookie of the host goes with every request by itself. */
export function browserTransport(window: Window): Transport {
  return createHttpTransport({
    origin: window.location.origin,
    post: (url, json) =>
      fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: json,
        credentials: 'same-origin',
        cache: 'no-store',
      }),
    socket(url, events) {
      const socket = new WebSocket(url)
      socket.addEventListener('open', () => events.opened())
      socket.addEventListener('message', ({ data }) => events.message(data))
      socket.addEventListener('close', () => events.closed())
      return () => socket.close()
    },
    after: (ms, act) => {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
  })
}
