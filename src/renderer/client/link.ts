import { createClient } from '../../contract/client.ts'
import { type Client, type ContractEvent, contract, type EventEnvelope } from '../../contract/index.ts'
import { ContractFailure, isErrorData, isObject, type Language, localFailure } from './failure.ts'
import { type LinkState, type Position, type Transport, WireRefused } from './transport.ts'

export type Link = {
  readonly client: Client
  readonly state: () => LinkState
  onState(listener: (state: LinkState) => void): () => void
  onEvent(listener: (event: ContractEvent) => void): () => void
  /** Called at the start and whenever events may have been missed: what is shown must be read again. */
  onResync(listener: () => void): () => void
  open(): void
  close(): void
}

type Kind = 'read' | 'write' | 'once'

/** How long a read waits for the wire to come back before it gives up. */
const READ_PATIENCE_MS = 30_000

/**
 * The typed client over any wire. What may be repeated is decided here, by the kind of the operation:
 * a read that lost its answer is asked once more when the wire is back; nothing else is ever repeated.
 *
 * @param reload called when the application speaks another contract than before
 */
export function createLink(options: {
  transport: Transport
  language: () => Language
  reload: () => void
  after?: (ms: number, act: () => void) => () => void
}): Link {
  const { transport, language } = options
  const after = options.after ?? afterTimeout
  const stateListeners = new Set<(state: LinkState) => void>()
  const eventListeners = new Set<(event: ContractEvent) => void>()
  const resyncListeners = new Set<() => void>()
  let state: LinkState = 'connecting'
  let position: Position | undefined
  let contractHash: string | undefined
  let synced = false
  let end: (() => void) | undefined

  const setState = (next: LinkState) => {
    if (next === state) return
    state = next
    for (const listener of [...stateListeners]) listener(next)
  }

  const resync = () => {
    synced = true
    for (const listener of [...resyncListeners]) listener()
  }

  async function once(name: string, json: string): Promise<unknown> {
    let text: string
    try {
      text = await transport.invoke(name, json)
    } catch (problem) {
      if (problem instanceof WireRefused) {
        setState('refused')
        throw localFailure('forbidden', language())
      }
      throw localFailure('connection.lost', language())
    }
    return valueIn(text, language())
  }

  async function ask(kind: Kind, name: string, input: unknown): Promise<unknown> {
    const json = JSON.stringify(input)
    try {
      return await once(name, json)
    } catch (problem) {
      const lost = problem instanceof ContractFailure && problem.error.code === 'connection.lost'
      if (kind !== 'read' || !lost || !(await backOnline())) throw problem
      return once(name, json)
    }
  }

  /** Whether the wire came back, or is up, within patience. */
  function backOnline(): Promise<boolean> {
    if (state === 'online') return Promise.resolve(true)
    return new Promise((resolve) => {
      const settle = (back: boolean) => {
        stateListeners.delete(watch)
        cancel()
        resolve(back)
      }
      const watch = (next: LinkState) => {
        if (next === 'online' || next === 'refused') settle(next === 'online')
      }
      const cancel = after(READ_PATIENCE_MS, () => settle(false))
      stateListeners.add(watch)
    })
  }

  function received(json: string): void {
    const message = parsed(json)
    if (isStale(message)) {
      position = { epoch: message.epoch, seq: message.seq }
      resync()
      return
    }
    if (!isEnvelope(message)) return
    const missed =
      position !== undefined && (position.epoch !== message.epoch || message.seq > position.seq + 1)
    position = { epoch: message.epoch, seq: message.seq }
    for (const listener of [...eventListeners]) listener(message)
    if (missed) resync()
  }

  /** A page built for another contract must be loaded again; so must one whose application was updated. */
  async function greet(): Promise<void> {
    try {
      const hello = await client.host.hello({})
      if (contractHash !== undefined && contractHash !== hello.contract) options.reload()
      contractHash = hello.contract
    } catch {
      // The wire tells its own state; there is nothing to add.
    }
  }

  const client = createClient(ask)

  return {
    client,
    state: () => state,
    onState: (listener) => subscribe(stateListeners, listener),
    onEvent: (listener) => subscribe(eventListeners, listener),
    onResync: (listener) => subscribe(resyncListeners, listener),
    open() {
      end = transport.open({
        message: received,
        position: () => position,
        state(next) {
          setState(next)
          if (next !== 'online') return
          if (!synced || position === undefined) resync()
          greet()
        },
      })
    },
    close() {
      end?.()
      end = undefined
    },
  }
}

function subscribe<L>(listeners: Set<L>, listener: L): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function afterTimeout(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms)
  return () => clearTimeout(timer)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function valueIn(text: string, language: Language): unknown {
  const reply = parsed(text)
  if (!isObject(reply)) throw localFailure('connection.lost', language)
  if (reply.ok === true) return reply.value
  throw failureOf(reply.error, language)
}

const failureOf = (error: unknown, language: Language): ContractFailure =>
  isErrorData(error) ? new ContractFailure(error) : localFailure('internal', language)

const isStale = (value: unknown): value is { stale: true; epoch: string; seq: number } =>
  isObject(value) && value.stale === true && typeof value.epoch === 'string' && typeof value.seq === 'number'

const EVENT_NAMES: ReadonlySet<unknown> = new Set(
  Object.values(contract).flatMap((topic) =>
    Object.keys(topic.events).map((verb) => `${topic.name}.${verb}`),
  ),
)

/** Payloads are checked by the side that publishes them; here only the envelope is. */
const isEnvelope = (value: unknown): value is EventEnvelope =>
  isObject(value) &&
  typeof value.epoch === 'string' &&
  typeof value.seq === 'number' &&
  EVENT_NAMES.has(value.name)
