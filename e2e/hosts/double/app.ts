import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { disconnect } from './chromium.ts'

const recorded = { sandboxEnabled: false, lockAsked: false }
const events = new EventEmitter()

/** One instance per data directory, told apart by a socket, as the real one does by its lock. */
const dataDir = process.argv[process.argv.indexOf('--data-dir') + 1] ?? tmpdir()
const lockPath = join(
  tmpdir(),
  `voicedesk-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}.sock`,
)
const first = await new Promise<boolean>((resolve) => {
  const peer = connect(lockPath)
  peer.once('connect', () => {
    peer.end()
    resolve(false)
  })
  peer.once('error', () => resolve(true))
})
if (first) {
  const { rmSync } = await import('node:fs')
  rmSync(lockPath, { force: true })
  const lock = createServer((peer) => {
    peer.end()
    events.emit('second-instance', {}, [], process.cwd())
  })
  lock.listen(lockPath)
  lock.unref()
}

let quitting = false

export const app = {
  on(name: string, listener: (...args: unknown[]) => void) {
    events.on(name, listener)
    return app
  },
  emit: (name: string, ...args: unknown[]) => events.emit(name, ...args),
  commandLine: {
    removeSwitch() {},
  },
  enableSandbox() {
    recorded.sandboxEnabled = true
  },
  requestSingleInstanceLock() {
    recorded.lockAsked = true
    return first
  },
  whenReady: () => Promise.resolve(),
  getLocale: () => process.env.VOICEDESK_DOUBLE_LOCALE ?? 'zh-CN',
  getVersion: () => '0.0.0',
  getPath: () => dataDir,
  quit() {
    if (quitting) return
    quitting = true
    let prevented = false
    events.emit('will-quit', { preventDefault: () => (prevented = true) })
    quitting = false
    if (!prevented) disconnect().finally(() => process.exit(0))
  },
  exit: (code: number) => process.exit(code),
}

export const recordedApp = () => ({ ...recorded })

process.on('SIGTERM', () => app.quit())
