/**
 * A double of the `electron` module for machines that cannot fetch its runtime. The built bundle of the
 * Electron host runs against it unchanged: windows are pages of a real Chromium, the preload runs in them,
 * IPC and the custom scheme are real bridges, and navigation, pop-ups and permissions ask the handlers the
 * application set, as Electron would.
 *
 * Not modelled: the isolated world of the preload (the page could reach its globals), the renderer sandbox,
 * menus, the tray. That the application asks for isolation and sandbox is checked from its window options.
 */
import { listen } from './control.ts'

export { app } from './app.ts'
export { ipcMain } from './ipc.ts'
export { protocol } from './protocol.ts'
export { session } from './session.ts'
export { shell } from './shell.ts'
export { BrowserWindow } from './window.ts'

listen()
