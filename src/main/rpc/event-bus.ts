import { type ContractEvent, contract } from '../../contract/index.ts'

/** An event as it goes over a wire; the client knows its type by its name. */
export type WireEvent = {
  readonly epoch: string
  readonly seq: number
  readonly name: string
  readonly payload: unknown
}

export type Publish = (event: ContractEvent) => void

export type EventBus = {
  readonly epoch: string
  /** Sequence number of the last event, 0 when there was none. */
  readonly seq: () => number
  readonly publish: Publish
  /** @returns the function that ends the subscription */
  subscribe(listener: (envelope: WireEvent) => void): () => void
  /** Events after `seq` of this epoch, or `stale` when they are no longer held. */
  since(epoch: string, seq: number): readonly WireEvent[] | 'stale'
}

const HELD = 1000

/**
 * Events from main to the screens. Payloads are stripped to their schema, so what a schema does not name
 * cannot leave; the last thousand are held for clients that reconnect.
 *
 * @param out what a payload passes through when it leaves, not when it is held: masking may have been switched
 */
export function createEventBus(
  epoch: string,
  out: (payload: unknown) => unknown = (payload) => payload,
): EventBus {
  const schemas = new Map(
    Object.values(contract).flatMap((topic) =>
      Object.entries(topic.events).map(
        ([verb, definition]) => [`${topic.name}.${verb}`, definition.payload] as const,
      ),
    ),
  )
  const ring: WireEvent[] = []
  const listeners = new Set<(envelope: WireEvent) => void>()
  let last = 0
  const sent = (envelope: WireEvent): WireEvent => ({ ...envelope, payload: out(envelope.payload) })

  return {
    epoch,
    seq: () => last,
    publish(event) {
      const schema = schemas.get(event.name)
      if (schema === undefined) throw new Error(`event ${event.name} is not in the contract`)
      const checked = schema.safeParse(event.payload)
      if (!checked.success) throw new Error(`payload of ${event.name} does not match its schema`)
      last += 1
      const envelope = { epoch, seq: last, name: event.name, payload: checked.data }
      ring.push(envelope)
      if (ring.length > HELD) ring.shift()
      const leaving = sent(envelope)
      for (const listener of listeners) listener(leaving)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    since(knownEpoch, seq) {
      if (knownEpoch !== epoch || seq > last) return 'stale'
      const first = ring[0]
      if (seq < last && (first === undefined || first.seq > seq + 1)) return 'stale'
      return ring.filter((envelope) => envelope.seq > seq).map(sent)
    },
  }
}
