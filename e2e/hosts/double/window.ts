import { EventEmitter } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { Frame, Page } from '@playwright/test'
import { app } from './app.ts'
import { context } from './chromium.ts'
import { deliver } from './ipc.ts'
import { bridgeScript } from './preload.ts'
import { toReal, toScheme } from './protocol.ts'

type Options = {
  width: number
  height: number
  webPreferences: Record<string, unknown> & { preload: string }
}
type OpenHandler = (details: { url: string }) => { action: string }

const windows: BrowserWindow[] = []
let lastId = 0

class WebContents extends EventEmitter {
  readonly id: number
  page: Page | undefined
  openHandler: OpenHandler = () => ({ action: 'allow' })
  private deliveries: Promise<unknown> = Promise.resolve()

  constructor(id: number) {
    super()
    this.id = id
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }

  getURL(): string {
    return toScheme(this.page?.url() ?? 'about:blank')
  }

  /** In order, and without waiting, as Electron sends. */
  send(channel: string, ...args: unknown[]): void {
    this.deliveries = this.deliveries
      .then(() => this.page?.evaluate(deliverInPage, { channel, args }))
      // A page that has gone hears nothing; that is no failure of the sender.
      .catch(() => undefined)
  }

  /** Whether the application lets a navigation of one kind happen. */
  allows(kind: 'will-navigate' | 'will-frame-navigate' | 'will-redirect', url: string): boolean {
    let prevented = false
    const event = {
      url,
      preventDefault: () => {
        prevented = true
      },
    }
    this.emit(kind, event)
    return !prevented
  }
}

function deliverInPage({ channel, args }: { channel: string; args: unknown[] }): void {
  const receive: unknown = Reflect.get(globalThis, '__electronReceive')
  if (typeof receive === 'function') receive(channel, ...args)
}

export class BrowserWindow {
  readonly options: Options
  readonly webContents: WebContents
  private readonly events = new EventEmitter()
  private destroyed = false
  shown = false
  focused = 0

  constructor(options: Options) {
    this.options = options
    lastId += 1
    this.webContents = new WebContents(lastId)
    windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  static getAllWindows(): readonly BrowserWindow[] {
    return windows.filter((window) => !window.destroyed)
  }

  setMenuBarVisibility(): void {}

  once(name: string, listener: () => void): void {
    this.events.once(name, listener)
  }

  on(name: string, listener: () => void): void {
    this.events.on(name, listener)
  }

  show(): void {
    this.shown = true
  }

  focus(): void {
    this.focused += 1
  }

  isMinimized(): boolean {
    return false
  }

  restore(): void {}

  isDestroyed(): boolean {
    return this.destroyed
  }

  async loadURL(url: string): Promise<void> {
    const page = await (await context()).newPage()
    this.webContents.page = page
    await page.setViewportSize({ width: this.options.width, height: this.options.height })
    await page.exposeBinding('__electronSend', (source, kind: unknown, channel: unknown, args: unknown) => {
      if ((kind !== 'invoke' && kind !== 'send') || typeof channel !== 'string' || !Array.isArray(args)) {
        throw new TypeError('malformed message')
      }
      const event = { sender: this.webContents, senderFrame: frameOf(source.frame) }
      return deliver(kind, channel, event, args)
    })
    await page.addInitScript({
      content: bridgeScript(await readFile(this.options.webPreferences.preload, 'utf8')),
    })
    await this.guardNavigation(page)
    page.on('close', () => {
      this.destroyed = true
      this.events.emit('closed')
      if (BrowserWindow.getAllWindows().length === 0) app.emit('window-all-closed')
    })
    await page.goto(await toReal(url))
    this.events.emit('ready-to-show')
    process.stdout.write('double: window open\n')
  }

  /** Asks the application's handlers before a frame goes anywhere, and before a pop-up may stay. */
  private async guardNavigation(page: Page): Promise<void> {
    let first = true
    await page.route('**/*', async (route) => {
      const request = route.request()
      if (!request.isNavigationRequest()) return route.continue()
      const main = request.frame() === page.mainFrame()
      const own = first && main
      first = false
      const url = toScheme(request.url())
      const allowed = own || this.webContents.allows(main ? 'will-navigate' : 'will-frame-navigate', url)
      return allowed ? route.continue() : route.abort('aborted')
    })
    page.on('popup', (popup) => {
      const verdict = this.webContents.openHandler({ url: popup.url() })
      if (verdict.action === 'deny') popup.close().catch(() => undefined)
    })
  }
}

function frameOf(frame: Frame): { url: string; parent: { url: string; parent: null } | null } {
  const parent = frame.parentFrame()
  return {
    url: toScheme(frame.url()),
    parent: parent === null ? null : { url: toScheme(parent.url()), parent: null },
  }
}
