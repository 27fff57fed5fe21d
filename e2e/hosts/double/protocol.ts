import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'

type Handler = (request: Request) => Promise<Response>
type Scheme = { scheme: string; privileges: Record<string, boolean> }

const schemes: Scheme[] = []
let served: { scheme: string; base: string } | undefined
const waiting: (() => void)[] = []

/** Chromium knows no scheme of ours, so a loopback server stands for it; addresses are translated both ways. */
export const protocol = {
  registerSchemesAsPrivileged(list: Scheme[]) {
    schemes.push(...list)
  },
  handle(scheme: string, handler: Handler) {
    const server = createServer((request, response) => {
      const headers = new Headers()
      for (const name of ['range', 'accept', 'content-type']) {
        const value = request.headers[name]
        if (typeof value === 'string') headers.set(name, value)
      }
      const method = request.method ?? 'GET'
      buffer(request)
        .then((body) => {
          const sends = body.length === 0 ? {} : { body: new Uint8Array(body) }
          return handler(new Request(`${scheme}://app${request.url ?? '/'}`, { method, headers, ...sends }))
        })
        .then((answer) => {
          response.writeHead(answer.status, Object.fromEntries(answer.headers))
          if (answer.body === null) response.end()
          else
            Readable.from(chunksOf(answer.body))
              .on('error', () => response.destroy())
              .pipe(response)
        })
        .catch(() => response.destroy())
    })
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address !== 'object' || address === null) throw new Error('no address')
      served = { scheme, base: `http://127.0.0.1:${address.port}` }
      for (const go of waiting.splice(0)) go()
    })
    server.unref()
  },
}

/** The body of an answer bit by bit; given up when nobody reads on. */
async function* chunksOf(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader()
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
  } finally {
    await reader.cancel()
  }
}

export const recordedSchemes = () => schemes

export async function toReal(url: string): Promise<string> {
  if (served === undefined) await new Promise<void>((resolve) => waiting.push(resolve))
  if (served === undefined) throw new Error('no scheme is served')
  const prefix = `${served.scheme}://app`
  return url.startsWith(prefix) ? served.base + url.slice(prefix.length) : url
}

export function toScheme(url: string): string {
  if (served === undefined || !url.startsWith(`${served.base}/`)) return url
  return `${served.scheme}://app${url.slice(served.base.length)}`
}
