/** How the page stands to the application: `refused` means that it must be opened again with its address. */
export type LinkState = 'connecting' | 'online' | 'offline' | 'refused'

/** Where a client was in the stream of events; sent on reconnecting so that nothing is missed. */
export type Position = { readonly epoch: string; readonly seq: number }

export type TransportListener = {
  message(json: string): void
  state(state: LinkState): void
  position(): Position | undefined
}

/** A wire. It moves JSON text and knows nothing of what the text says. */
export type Transport = {
  /** Rejects with `WireLost` when no answer came, with `WireRefused` when the host does not admit the page. */
  invoke(name: string, json: string): Promise<string>
  /** @returns the function that ends it */
  open(listener: TransportListener): () => void
}

export class WireLost extends Error {
  constructor() {
    super('no answer came')
    this.name = 'WireLost'
  }
}

export class WireRefused extends Error {
  constructor() {
    super('the host does not admit this page')
    this.name = 'WireRefused'
  }
}
