import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startApp } from '../../app.ts'
import { serveBrowser } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'data-dir': { type: 'string' },
    demo: { type: 'boolean', default: false },
  },
})

const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  process.stderr.write(`--port takes a number from 0 to 65535, not ${values.port}\n`)
  process.exit(2)
}

try {
  const app = await startApp({
    dataDir: values['data-dir'] ?? join(homedir(), '.voicedesk'),
    outDir: import.meta.dirname,
    systemLanguage: Intl.DateTimeFormat().resolvedOptions().locale,
    demo: values.demo,
    rescueRecordings: true,
    offerBackups: true,
    capabilities: { tray: false, telHandler: false, systemProxy: false },
    resolveProxy: undefined,
  })
  const host = await serveBrowser(app, { port })
  process.stdout.write(`Voicedesk ready: ${host.url}\n`)

  let closing = false
  const close = () => {
    if (closing) return
    closing = true
    host
      .close()
      .then(() => app.close())
      .then(() => process.exit(0))
  }
  process.on('SIGINT', close)
  process.on('SIGTERM', close)
} catch (problem) {
  process.stderr.write(`${problem instanceof Error ? problem.message : 'Voicedesk could not start'}\n`)
  process.exit(1)
}
