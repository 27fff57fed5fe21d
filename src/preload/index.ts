import { contextBridge, ipcRenderer } from 'electron'

/**
 * The whole bridge: text in, text out, and a subscription that returns its own end. No channel name, no
 * event object and nothing of Node reaches the page.
 */
const bridge = {
  invoke: (name: string, json: string, callId?: string): Promise<string> =>
    ipcRenderer.invoke('rpc', name, json, callId),
  cancel: (callId: string): void => ipcRenderer.send('rpc.cancel', callId),
  subscribe: (listener: (json: string) => void): (() => void) => {
    const forward = (_event: unknown, json: string) => listener(json)
    ipcRenderer.on('event', forward)
    return () => {
      ipcRenderer.off('event', forward)
    }
  },
}

export type Bridge = typeof bridge

contextBridge.exposeInMainWorld('voicedesk', bridge)
