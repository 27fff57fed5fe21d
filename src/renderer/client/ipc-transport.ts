import { type Transport, WireLost } from './transport.ts'

/** What the preload puts into the page. */
export type Bridge = {
  invoke(name: string, json: string, callId?: string): Promise<string>
  cancel(callId: string): void
  subscribe(listener: (json: string) => void): () => void
}

declare global {
  interface Window {
    readonly voicedesk?: Bridge
  }
}

/** Page and application live and die together here, so the wire is up for as long as the page is. */
export function createIpcTransport(bridge: Bridge): Transport {
  return {
    async invoke(name, json) {
      try {
        return await bridge.invoke(name, json)
      } catch {
        throw new WireLost()
      }
    },
    open(listener) {
      const unsubscribe = bridge.subscribe((json) => listener.message(json))
      listener.state('online')
      return unsubscribe
    },
  }
}
