import { connect, createServer, type Socket } from 'node:net'

type Place = { readonly part: 'head' | 'body'; readonly share: number }

/** Where on its way a request meets its end. `share` is a part of the head or body, from 0 up to below 1. */
export type Stage =
  | { readonly at: 'connected' }
  | ({ readonly at: 'request' } & Place)
  /** The platform has the whole request; of its answer nothing comes. */
  | { readonly at: 'taken' }
  | ({ readonly at: 'answer' } & Place)
  /** The platform has the whole request; something else comes for its answer. */
  | { readonly at: 'instead'; readonly text: string }

export type Cut = { readonly stage: Stage; readonly ending: 'close' | 'reset' | 'silence' }

/** A line to the platform that is cut where a test says. */
export type Relay = {
  readonly url: string
  /** Connections made so far. */
  connections(): number
  /** For the next connection; the others are carried whole. */
  cutNext(cut: Cut): void
  close(): Promise<void>
}

/** @param target base address of a server on this machine that ends each connection after its answer */
export async function startRelay(target: string): Promise<Relay> {
  const cuts: Cut[] = []
  const open = new Set<Socket>()
  let connections = 0
  const keep = (socket: Socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => open.delete(socket))
    return socket
  }

  async function carry(near: Socket, cut: Cut | undefined): Promise<void> {
    const stage = cut?.stage
    if (stage?.at === 'connected') return finish(near, cut)
    const request = await wholeRequest(near)
    const far = keep(connect({ host: '127.0.0.1', port: Number(new URL(target).port) }))
    if (stage?.at === 'request') {
      far.end(beginning(request, stage))
      await everything(far)
      return finish(near, cut)
    }
    far.write(request)
    const answer = await everything(far)
    if (stage?.at === 'taken') return finish(near, cut)
    const carried =
      stage?.at === 'answer'
        ? beginning(answer, stage)
        : stage?.at === 'instead'
          ? Buffer.from(stage.text)
          : answer
    near.write(carried, () => finish(near, cut))
  }

  const server = createServer((near) => {
    connections += 1
    carry(keep(near), cuts.shift()).catch(() => near.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    connections: () => connections,
    cutNext: (cut) => void cuts.push(cut),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}

function finish(near: Socket, cut: Cut | undefined): void {
  if (cut?.ending === 'silence') return
  if (cut?.ending === 'reset') near.resetAndDestroy()
  else near.end()
}

const headLength = (message: Buffer): number => message.indexOf('\r\n\r\n') + 4

/** Never the whole of it. */
function beginning(message: Buffer, { part, share }: Place): Buffer {
  const head = headLength(message)
  const end = part === 'head' ? Math.floor(head * share) : head + Math.floor((message.length - head) * share)
  return message.subarray(0, end)
}

function wholeRequest(socket: Socket): Promise<Buffer> {
  let seen = Buffer.alloc(0)
  return new Promise((resolve, reject) => {
    socket.once('close', () => reject(new Error('the client went away')))
    socket.on('data', (chunk) => {
      seen = Buffer.concat([seen, Buffer.from(chunk)])
      const head = headLength(seen)
      if (head < 4) return
      const length = Number(/content-length: (\d+)/i.exec(seen.toString('latin1', 0, head))?.[1] ?? 0)
      if (seen.length >= head + length) resolve(seen)
    })
  })
}

async function everything(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
