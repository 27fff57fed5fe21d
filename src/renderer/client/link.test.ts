import { describe, expect, it, vi } from 'vitest'
import { request } from '../../domain/calls/example.ts'
import { isProfileId, must } from '../../domain/values.ts'
import { ContractFailure } from './failure.ts'
import { createHttpTransport, type SocketEvents, waitBefore } from './http-transport.ts'
import { createLink } from './link.ts'
import type { Transport, TransportListener } from './transport.ts'
import { WireLost, WireRefused } from './transport.ts'

const good = (value: object) => JSON.stringify({ ok: true, value })
const event = (epoch: string, seq: number) =>
  JSON.stringify({ epoch, seq, name: 'settings.changed', payload: { revision: seq } })

/** A wire whose answers the test gives, in the order they are asked for. */
function scriptedWire(answers: (() => Promise<string>)[], hellos: (() => Promise<string>)[]) {
  const asked: string[] = []
  let listener: TransportListener | undefined
  const transport: Transport = {
    invoke(name) {
      if (name !== 'host.hello') asked.push(name)
      const next = (name === 'host.hello' ? hellos : answers).shift()
      return next === undefined ? Promise.reject(new WireLost()) : next()
    },
    open(given) {
      listener = given
      return () => undefined
    },
  }
  return { transport, asked, wire: () => listener }
}

function linkOver(answers: (() => Promise<string>)[], hellos: (() => Promise<string>)[] = []) {
  const reload = vi.fn()
  const scripted = scriptedWire(answers, hellos)
  const waits: (() => void)[] = []
  const after = (_ms: number, act: () => void) => {
    waits.push(act)
    return () => undefined
  }
  const link = createLink({ transport: scripted.transport, language: () => 'en', reload, after })
  const resynced = vi.fn()
  link.onResync(resynced)
  link.open()
  return { ...scripted, link, reload, resynced, giveUp: () => waits.splice(0).map((act) => act()) }
}

const lost = () => Promise.reject(new WireLost())
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'answered',
    (problem: unknown) => (problem instanceof ContractFailure ? problem.error.code : 'other'),
  )
const { kind: _kind, at: _at, ...numbers } = request
const anyDial = { ...numbers, profileId: must('profile-0001', isProfileId, 'id') }

describe('a request whose answer is lost', () => {
  it('is repeated when it only reads, once the wire is back', async () => {
    const { link, asked, wire } = linkOver([lost, async () => good({ calls: 3 })])
    const counted = link.client.history.count({ filter: {} })
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    wire()?.state('online')
    expect(await counted).toEqual({ calls: 3 })
  })

  it('is given up when the wire stays away', async () => {
    const { link, asked, giveUp } = linkOver([lost])
    const counted = codeOf(link.client.history.count({ filter: {} }))
    await vi.waitFor(() => expect(giveUp()).toHaveLength(1))
    expect(await counted).toBe('connection.lost')
    expect(asked).toHaveLength(1)
  })

  it('is never repeated when it acts on the world', async () => {
    const { link, asked, wire } = linkOver([lost, lost])
    wire()?.state('online')
    expect(await codeOf(link.client.calls.dial(anyDial))).toBe('connection.lost')
    expect(asked).toEqual(['calls.dial'])
  })

  it('says that the page is not admitted', async () => {
    const { link } = linkOver([() => Promise.reject(new WireRefused())])
    expect(await codeOf(link.client.history.count({ filter: {} }))).toBe('forbidden')
    expect(link.state()).toBe('refused')
  })

  it.each(['', 'null', '[]', '{"ok":false}', '{"ok":false,"error":{"code":"made.up"}}'])(
    'and one that makes no sense (%s) is an error, never a value',
    async (text) => {
      const { link, wire } = linkOver([async () => text, async () => text])
      wire()?.state('online')
      expect(await codeOf(link.client.history.count({ filter: {} }))).toMatch(/connection\.lost|internal/)
    },
  )
})

describe('the stream of events', () => {
  it('is read anew at the start, after a gap and after a restart, and not otherwise', () => {
    const { wire, resynced, link } = linkOver([])
    const heard = vi.fn()
    link.onEvent(heard)
    wire()?.state('online')
    expect(resynced).toHaveBeenCalledTimes(1)
    wire()?.message(event('a', 1))
    wire()?.message(event('a', 2))
    expect(resynced).toHaveBeenCalledTimes(1)
    wire()?.message(event('a', 4))
    expect(resynced).toHaveBeenCalledTimes(2)
    wire()?.message(event('b', 1))
    expect(resynced).toHaveBeenCalledTimes(3)
    wire()?.message(JSON.stringify({ stale: true, epoch: 'b', seq: 9 }))
    expect(resynced).toHaveBeenCalledTimes(4)
    wire()?.message('not json')
    wire()?.message(JSON.stringify({ epoch: 'b', seq: 10, name: 'made.up', payload: {} }))
    expect(heard).toHaveBeenCalledTimes(4)
    expect(wire()?.position()).toEqual({ epoch: 'b', seq: 9 })
  })

  it('of an updated application makes the page load again', async () => {
    const hello = (contract: string) => async () =>
      good({ contract, version: '1', epoch: 'a', language: 'en', now: 0, demo: false, capabilities: {} })
    const { wire, reload } = linkOver([], [hello('one'), hello('one'), hello('two')])
    for (let time = 0; time < 3; time += 1) {
      wire()?.state('online')
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(reload).toHaveBeenCalledTimes(1)
  })
})

describe('the wire of a browser', () => {
  function browserWire(post: () => Promise<{ status: number; text: () => Promise<string> }>) {
    const sockets: { url: string; events: SocketEvents }[] = []
    const waits: { ms: number; act: () => void }[] = []
    const transport = createHttpTransport({
      origin: 'http://127.0.0.1:4711',
      post,
      socket(url, events) {
        sockets.push({ url, events })
        return () => undefined
      },
      after(ms, act) {
        waits.push({ ms, act })
        return () => undefined
      },
    })
    return { transport, sockets, waits }
  }
  const answers = (status: number, text: string) => async () => ({ status, text: async () => text })

  it('tells lost answers, refusals of the host and replies apart', async () => {
    await expect(browserWire(answers(200, '{"ok":true}')).transport.invoke('a.b', '{}')).resolves.toBe(
      '{"ok":true}',
    )
    await expect(browserWire(answers(403, 'forbidden')).transport.invoke('a.b', '{}')).rejects.toThrow(
      WireRefused,
    )
    await expect(browserWire(answers(403, '{"ok":false}')).transport.invoke('a.b', '{}')).resolves.toContain(
      'false',
    )
    await expect(browserWire(answers(502, 'Bad gateway')).transport.invoke('a.b', '{}')).rejects.toThrow(
      WireLost,
    )
    const broken = () => Promise.reject(new TypeError('network'))
    await expect(browserWire(broken).transport.invoke('a.b', '{}')).rejects.toThrow(WireLost)
  })

  it('connects again with growing waits, and asks for what it missed', () => {
    const { transport, sockets, waits } = browserWire(answers(200, '{}'))
    const states: string[] = []
    let position: { epoch: string; seq: number } | undefined
    transport.open({
      message: () => undefined,
      state: (state) => states.push(state),
      position: () => position,
    })
    sockets[0]?.events.opened()
    position = { epoch: 'a b', seq: 7 }
    sockets[0]?.events.closed()
    waits[0]?.act()
    expect(sockets[1]?.url).toBe('ws://127.0.0.1:4711/events?epoch=a+b&seq=7')
    sockets[1]?.events.closed()
    expect(waits.map(({ ms }) => ms)).toEqual([500, 1000])
    expect(states).toEqual(['connecting', 'online', 'offline', 'offline'])
    expect([0, 1, 2, 3, 4, 5, 99].map(waitBefore)).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000])
  })
})
