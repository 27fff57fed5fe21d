import type { BrowserWindow, IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import type { App } from '../../app.ts'
import { isOurPage } from './security.ts'

/**
 * The contract over IPC. One channel to call, one to cancel, one for events; the same JSON text as the
 * browser host moves. A call from anything but the top frame of our own page is answered `forbidden`.
 */
export function attachIpc(ipc: IpcMain, app: App, windows: () => readonly BrowserWindow[]): () => void {
  const running = new Map<string, AbortController>()

  ipc.handle('rpc', async (event, name: unknown, json: unknown, callId: unknown): Promise<string> => {
    if (!fromOurPage(event) || typeof name !== 'string' || typeof json !== 'string') {
      return JSON.stringify(await app.forbidden())
    }
    const abort = new AbortController()
    const key = typeof callId === 'string' ? `${event.sender.id}:${callId}` : undefined
    if (key !== undefined) running.set(key, abort)
    try {
      return JSON.stringify(await app.dispatch(name, json, { signal: abort.signal }))
    } finally {
      if (key !== undefined) running.delete(key)
    }
  })

  ipc.on('rpc.cancel', (event, callId: unknown) => {
    if (!fromOurPage(event) || typeof callId !== 'string') return
    running.get(`${event.sender.id}:${callId}`)?.abort()
  })

  return app.events.subscribe((event) => {
    const json = JSON.stringify(event)
    for (const window of windows()) {
      if (!window.isDestroyed()) window.webContents.send('event', json)
    }
  })
}

function fromOurPage(event: IpcMainInvokeEvent | IpcMainEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isOurPage(frame.url)
}
