import { EventEmitter } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { z } from 'zod'
import { once, read, write } from '../../contract/define.ts'
import { type ErrorData, Refusal, type Reply } from '../../contract/errors.ts'
import { RequestId } from '../../contract/values.ts'
import type { App } from '../app.ts'
import { createDispatch } from '../rpc/dispatch.ts'
import { createEventBus } from '../rpc/event-bus.ts'
import type { Implemented } from '../rpc/implement.ts'
import { plain } from '../web/page.ts'
import { type BrowserHost, serveBrowser } from './browser/server.ts'
import { attachIpc } from './electron/ipc.ts'

/**
 * What every host must do the same way, run against each: the dispatcher itself, HTTP on a real socket, and
 * the IPC adapter with the messages Electron would bring.
 */

const started: string[] = []
let released: () => void = () => undefined
const logged: unknown[] = []

const entry = (
  name: string,
  operation: Implemented['operation'],
  handler: Implemented['handler'],
): [string, Implemented] => [name, { name, operation, handler }]
const Text = z.strictObject({ text: z.string() })
const registry = new Map([
  entry('test.echo', read({ doc: '', input: Text, output: Text }), (input) => input),
  entry(
    'test.leaky',
    read({ doc: '', input: z.strictObject({}), output: z.object({ shown: z.string() }) }),
    () => ({ shown: 'yes', secret: 'planted-secret' }),
  ),
  entry(
    'test.refuse',
    read({ doc: '', input: z.strictObject({}), output: Text, errors: ['call.notFound'] }),
    () => {
      throw new Refusal('call.notFound', { which: 'this' })
    },
  ),
  entry('test.undeclared', read({ doc: '', input: z.strictObject({}), output: Text }), () => {
    throw new Refusal('call.notFound')
  }),
  entry('test.broken', read({ doc: '', input: z.strictObject({}), output: Text }), () => {
    throw new Error('planted-secret in a stack')
  }),
  entry('test.wrongOutput', read({ doc: '', input: z.strictObject({}), output: Text }), () => ({ text: 7 })),
  entry(
    'test.slow',
    write({ doc: '', input: z.strictObject({}), output: Text, deadlineMs: 30 }),
    () => new Promise(() => undefined),
  ),
  entry(
    'test.wait',
    once({ doc: '', input: z.strictObject({ requestId: RequestId }), output: Text }),
    (_input, caller) =>
      new Promise((resolve) => {
        started.push('wait')
        released = () => resolve({ text: 'done' })
        caller.signal.addEventListener('abort', () => started.push('aborted'))
      }),
  ),
])

const events = createEventBus('epoch-1')
const app: App = {
  dispatch: createDispatch({
    registry,
    log: (line) => logged.push(line),
    language: () => 'zh-CN',
    now: () => performance.now(),
    makeRef: () => 'ref-1',
    numbers: { out: (value) => value, in: (value) => value },
  }),
  events,
  web: async () => plain(404, 'nothing'),
  pushAddresses: () => Promise.reject(new Error('not here')),
  forbidden: () => ({
    ok: false,
    error: { code: 'forbidden', params: {}, message: '', remedy: '', retry: 'no' },
  }),
  close: async () => undefined,
}

type Call = { reply: Promise<Reply<unknown>>; cancel(): void }
type Wire = { name: string; call(name: string, json: string): Call }

let host: BrowserHost
const origin = () => new URL(host.url).origin

class Ipc extends EventEmitter {
  handler: ((event: object, ...args: unknown[]) => Promise<string>) | undefined
  handle(_channel: string, handler: (event: object, ...args: unknown[]) => Promise<string>) {
    this.handler = handler
  }
}
const ipc = new Ipc()
const sent: string[] = []
const ourFrame = { url: 'voicedesk://app/', parent: null }
const window = {
  isDestroyed: () => false,
  webContents: { send: (_channel: string, json: string) => sent.push(json) },
}

const direct: Wire = {
  name: 'direct',
  call(name, json) {
    const abort = new AbortController()
    return { reply: app.dispatch(name, json, { signal: abort.signal }), cancel: () => abort.abort() }
  },
}
const http: Wire = {
  name: 'HTTP',
  call(name, body) {
    const abort = new AbortController()
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${host.token}` }
    const reply = fetch(`${origin()}/rpc/${name}`, {
      method: 'POST',
      body,
      headers,
      signal: abort.signal,
    }).then(async (answer): Promise<Reply<unknown>> => JSON.parse(await answer.text()))
    return { reply, cancel: () => abort.abort() }
  },
}
let lastCall = 0
const electron: Wire = {
  name: 'IPC',
  call(name, json) {
    lastCall += 1
    const id = String(lastCall)
    const event = { sender: { id: 1 }, senderFrame: ourFrame }
    const answer = ipc.handler?.(event, name, json, id) ?? Promise.reject(new Error('no handler'))
    return {
      reply: answer.then((text): Reply<unknown> => JSON.parse(text)),
      cancel: () => ipc.emit('rpc.cancel', event, id),
    }
  },
}

beforeAll(async () => {
  host = await serveBrowser(app, { port: 0 })
  Reflect.apply(attachIpc, undefined, [ipc, app, () => [window]])
})
afterAll(() => host.close())

const errorOf = (reply: Reply<unknown>): ErrorData => {
  if (reply.ok) throw new Error('an error was expected')
  return reply.error
}

describe.each([direct, http, electron])('$name', ({ call }) => {
  const ask = (name: string, input: unknown = {}) => call(name, JSON.stringify(input)).reply

  it('moves text whole, whatever it holds', async () => {
    const text = `号码 😀 \u2028 "quoted" ${'x'.repeat(1_000_000)}`
    expect(await ask('test.echo', { text })).toEqual({ ok: true, value: { text } })
  })

  it.each(['test.nothing', 'toString', '__proto__', 'constructor', 'hasOwnProperty'])(
    'knows no %s',
    async (name) => {
      expect(errorOf(await ask(name)).code).toBe('operation.unknown')
    },
  )

  it.each([
    ['{', 'json'],
    ['{}', 'invalid_type'],
    ['{"text":7}', 'invalid_type'],
    ['{"text":"a","more":1}', 'unrecognized_keys'],
    ['[]', 'invalid_type'],
  ])('refuses the input %s', async (json, problem) => {
    const error = errorOf(await call('test.echo', json).reply)
    expect(error).toMatchObject({ code: 'input.invalid', params: { problem } })
    expect(error.message).not.toBe('')
  })

  it('lets nothing out that the schema does not name', async () => {
    expect(await ask('test.leaky')).toEqual({ ok: true, value: { shown: 'yes' } })
  })

  it('answers a declared refusal with its code, its facts and words in the language in force', async () => {
    expect(errorOf(await ask('test.refuse'))).toMatchObject({
      code: 'call.notFound',
      params: { which: 'this' },
      retry: 'no',
      message: '找不到这通呼叫。',
    })
  })

  it.each(['test.undeclared', 'test.broken', 'test.wrongOutput'])(
    'turns %s into internal, with a reference and no detail',
    async (name) => {
      const error = errorOf(await ask(name))
      expect(error).toMatchObject({ code: 'internal', ref: 'ref-1' })
      expect(JSON.stringify(error)).not.toMatch(/planted-secret|at .*\.ts/)
    },
  )

  it('stops waiting at the deadline', async () => {
    expect(errorOf(await ask('test.slow')).code).toBe('deadline')
  })

  it('tells the handler when the caller goes away', async () => {
    started.length = 0
    const { reply, cancel } = call('test.wait', '{"requestId":"request-0001"}')
    const outcome = reply.catch(() => 'gone')
    await expect.poll(() => started).toEqual(['wait'])
    cancel()
    await expect.poll(() => started).toEqual(['wait', 'aborted'])
    released()
    await outcome
  })

  it('never logs an input', async () => {
    logged.length = 0
    await ask('test.echo', { text: '+8613800000001' })
    await ask('test.echo', { other: '+8613800000001' })
    expect(JSON.stringify(logged)).not.toContain('1380000')
    expect(logged).toHaveLength(2)
  })
})

describe('HTTP alone', () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(origin() + path, { headers, redirect: 'manual' })

  it('gives the cookie once for the token, and only to be seen by the browser', async () => {
    const answer = await fetch(host.url, { redirect: 'manual' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/')
    expect(answer.headers.get('set-cookie')).toMatch(
      /^voicedesk-\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/,
    )
    expect(answer.headers.get('set-cookie')).not.toContain(host.token)
  })

  it('describes every operation to a program with the token, and to nobody else', async () => {
    expect((await get('/rpc')).status).toBe(401)
    const answer = await get('/rpc', { Authorization: `Bearer ${host.token}` })
    const described = z
      .object({ operations: z.array(z.object({ name: z.string(), input: z.object({}) })) })
      .parse(await answer.json())
    expect(described.operations.map((operation) => operation.name)).toContain('calls.dial')
  })

  it.each([
    ['GET', {}, 405],
    ['POST', { 'Content-Type': 'text/plain' }, 415],
  ])('refuses %s with %o', async (method, headers, status) => {
    const all = { ...headers, Authorization: `Bearer ${host.token}` }
    const body = method === 'POST' ? { body: '{}' } : {}
    expect((await fetch(`${origin()}/rpc/test.echo`, { method, headers: all, ...body })).status).toBe(status)
  })

  it('listens on this machine only', async () => {
    const { networkInterfaces } = await import('node:os')
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((one) => one?.family === 'IPv4' && !one.internal)
    const { port } = new URL(host.url)
    // A machine without a network has no other address to be reached at.
    const reached =
      outside === undefined
        ? false
        : await fetch(`http://${outside.address}:${port}/`).then(
            () => true,
            () => false,
          )
    expect(reached).toBe(false)
  })

  const Message = z.object({ seq: z.number(), stale: z.boolean().optional() })

  it('resumes the events where the client was, or says that it cannot', async () => {
    const hear = (query: string, count: number) =>
      new Promise<z.output<typeof Message>[]>((resolve, reject) => {
        const messages: z.output<typeof Message>[] = []
        const peer = new WebSocket(`${origin().replace('http', 'ws')}/events${query}`, {
          headers: { Authorization: `Bearer ${host.token}` },
        })
        peer.on('error', reject)
        peer.on('message', (data) => {
          messages.push(Message.parse(JSON.parse(String(data))))
          if (messages.length === count) {
            peer.close()
            resolve(messages)
          }
        })
      })
    const before = events.seq()
    for (const revision of [1, 2, 3]) events.publish({ name: 'profiles.changed', payload: { revision } })
    expect((await hear(`?epoch=epoch-1&seq=${before + 1}`, 2)).map((one) => one.seq)).toEqual([
      before + 2,
      before + 3,
    ])
    expect(await hear('?epoch=another&seq=1', 1)).toMatchObject([{ stale: true, seq: before + 3 }])
  })

  it('opens no events to a stranger', async () => {
    const refusedWith = (headers: Record<string, string>) =>
      new Promise<string>((resolve) => {
        const peer = new WebSocket(`${origin().replace('http', 'ws')}/events`, { headers })
        peer.on('error', (problem) => resolve(problem.message))
        peer.on('open', () => resolve('open'))
      })
    expect(await refusedWith({})).toContain('403')
    expect(await refusedWith({ Origin: 'https://evil.example' })).toContain('403')
    expect(await refusedWith({ Authorization: 'Bearer guess' })).toContain('403')
  })
})

describe('IPC alone', () => {
  it.each([
    ['another site', { url: 'https://evil.example/', parent: null }],
    ['a look-alike of our address', { url: 'voicedesk://app.evil.example/', parent: null }],
    ['a frame inside our page', { url: 'voicedesk://app/', parent: ourFrame }],
    ['a frame that has gone', null],
  ])('refuses %s', async (_who, senderFrame) => {
    const text = await ipc.handler?.({ sender: { id: 1 }, senderFrame }, 'test.echo', '{"text":"x"}', '1')
    expect(JSON.parse(text ?? '')).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  })

  it('sends events to the windows as the same text', () => {
    sent.length = 0
    events.publish({ name: 'profiles.changed', payload: { revision: 9 } })
    expect(sent.map((json): unknown => JSON.parse(json))).toMatchObject([
      { epoch: 'epoch-1', name: 'profiles.changed', payload: { revision: 9 } },
    ])
  })
})
