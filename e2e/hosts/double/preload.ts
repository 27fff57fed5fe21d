/**
 * The script that runs the built preload in a page: `require('electron')` gives a context bridge and an
 * IPC renderer whose values are copied across, as they are between Electron's worlds. Runs in the top frame
 * only, as a preload does without `nodeIntegrationInSubFrames`.
 */
export function bridgeScript(preload: string): string {
  return `(() => {
  if (window.top !== window) return
  const send = window.__electronSend
  delete window.__electronSend
  const listeners = new Map()
  Object.defineProperty(window, '__electronReceive', { value: (channel, ...args) => {
    for (const listener of [...(listeners.get(channel) ?? [])]) listener({ sender: null }, ...args)
  } })
  const ipcRenderer = {
    invoke: (channel, ...args) => send('invoke', channel, args.map((value) => structuredClone(value))),
    send: (channel, ...args) => { void send('send', channel, args.map((value) => structuredClone(value))) },
    on: (channel, listener) => { listeners.set(channel, [...(listeners.get(channel) ?? []), listener]) },
    off: (channel, listener) => {
      listeners.set(channel, (listeners.get(channel) ?? []).filter((one) => one !== listener))
    },
  }
  const contextBridge = {
    exposeInMainWorld: (name, api) => {
      Object.defineProperty(window, name, { value: Object.freeze({ ...api }), enumerable: true })
    },
  }
  const require = (name) => {
    if (name === 'electron') return { contextBridge, ipcRenderer }
    throw new Error('module not found: ' + name)
  }
  const module = { exports: {} }
  ;((require, module, exports) => {
${preload}
  })(require, module, module.exports)
})()`
}
