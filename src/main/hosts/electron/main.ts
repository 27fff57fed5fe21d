import { join } from 'node:path'
import { app, BrowserWindow, ipcMain, protocol, session, shell } from 'electron'
import { type App, startApp } from '../../app.ts'
import { attachIpc } from './ipc.ts'
import { PAGE_URL, SCHEME, secureContents, secureSession } from './security.ts'

/** Must be declared before the application is ready; a standard, secure scheme has an origin of its own. */
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])

app.enableSandbox()
// What V8 was told for main is not for pages: they would inherit it.
app.commandLine.removeSwitch('js-flags')

if (app.requestSingleInstanceLock()) start()
else app.quit()

function start(): void {
  let running: App | undefined
  let window: BrowserWindow | undefined

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('web-contents-created', (_event, contents) =>
    secureContents(contents, (url) => shell.openExternal(url)),
  )
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (running === undefined) return
    event.preventDefault()
    const closing = running
    running = undefined
    closing.close().finally(() => app.quit())
  })

  app
    .whenReady()
    .then(async () => {
      secureSession(session.defaultSession)
      running = await startApp({
        dataDir: option('data-dir') ?? app.getPath('userData'),
        outDir: import.meta.dirname,
        systemLanguage: app.getLocale(),
        demo: process.argv.includes('--demo'),
        rescueRecordings: true,
        offerBackups: true,
        capabilities: { tray: false, telHandler: false, systemProxy: true },
        resolveProxy: (url) => session.defaultSession.resolveProxy(url),
      })
      protocol.handle(SCHEME, running.web)
      attachIpc(ipcMain, running, () => BrowserWindow.getAllWindows())
      window = await openWindow()
    })
    .catch((problem: unknown) => {
      process.stderr.write(`${problem instanceof Error ? problem.message : 'Voicedesk could not start'}\n`)
      app.exit(1)
    })
}

async function openWindow(): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 680,
    show: false,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  window.setMenuBarVisibility(false)
  window.once('ready-to-show', () => window.show())
  await window.loadURL(PAGE_URL)
  return window
}

function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`)
  const inline = process.argv.find((argument) => argument.startsWith(`--${name}=`))
  return inline?.slice(name.length + 3) ?? (at >= 0 ? process.argv[at + 1] : undefined)
}
