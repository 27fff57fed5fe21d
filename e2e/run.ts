import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inKeyringSession } from '../src/main/secrets/testing/keyring-session.ts'

/** Runs the end-to-end tests with a real keyring of their own, so that secrets go where they go in use. */
const home = mkdtempSync(join(tmpdir(), 'voicedesk-e2e-home-'))
const cli = fileURLToPath(new URL('../node_modules/@playwright/test/cli.js', import.meta.url))
const child = inKeyringSession([process.execPath, cli, 'test', ...process.argv.slice(2)], {
  home,
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: { ...process.env, FONTCONFIG_PATH: '/etc/fonts' },
})
child.once('exit', (code) => {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  process.exit(code ?? 1)
})
