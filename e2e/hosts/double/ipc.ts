type Frame = { url: string; parent: Frame | null }
type Event = { sender: { id: number }; senderFrame: Frame | null }
type Handler = (event: Event, ...args: unknown[]) => unknown

const handlers = new Map<string, Handler>()
const listeners = new Map<string, Handler[]>()

export const ipcMain = {
  handle(channel: string, handler: Handler) {
    handlers.set(channel, handler)
  },
  on(channel: string, listener: Handler) {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
  },
}

/** Delivers what a page sent, with the frame it came from. */
export async function deliver(
  kind: 'invoke' | 'send',
  channel: string,
  event: Event,
  args: unknown[],
): Promise<unknown> {
  if (kind === 'send') {
    for (const listener of listeners.get(channel) ?? []) listener(event, ...args)
    return undefined
  }
  const handler = handlers.get(channel)
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
  return handler(event, ...args)
}
