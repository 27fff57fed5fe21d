import { startApp } from '../app.ts'
import { untilStopped } from './stop.ts'

/**
 * The receiver alone. With no profile yet it receives for an unassigned one: nothing that is pushed is
 * refused for lack of set-up.
 */
export async function receive(options: { dataDir: string; port: string; host: string }): Promise<void> {
  const port = Number(options.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port takes a number from 0 to 65535, not ${options.port}`)
  }
  if (options.host !== '127.0.0.1' && options.host !== '0.0.0.0') {
    throw new Error(`--host is 127.0.0.1 or 0.0.0.0, not ${options.host}`)
  }
  const app = await startApp({
    dataDir: options.dataDir,
    outDir: import.meta.dirname,
    systemLanguage: 'en',
    demo: false,
    rescueRecordings: false,
    receiver: { receiverPort: port, receiverHost: options.host === '0.0.0.0' ? 'all' : 'loopback' },
    capabilities: { tray: false, telHandler: false, systemProxy: false },
    resolveProxy: undefined,
  })
  process.stdout.write(`${JSON.stringify(await app.pushAddresses())}\n`)
  await untilStopped()
  await app.close()
}
