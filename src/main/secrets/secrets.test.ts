import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createSecrets, KeychainUnavailable } from './index.ts'
import { inKeyringSession } from './testing/keyring-session.ts'

const child = fileURLToPath(new URL('./testing/keychain-child.ts', import.meta.url))

async function output(process: ReturnType<typeof spawn>): Promise<unknown> {
  let text = ''
  process.stdout?.on('data', (chunk) => {
    text += chunk
  })
  await new Promise((resolve) => process.once('close', resolve))
  return JSON.parse(text)
}

describe('a real keychain', () => {
  it('keeps a secret from one process to the next', async () => {
    const home = mkdtempSync(join(tmpdir(), 'voicedesk-keyring-'))
    try {
      const run = `"${process.execPath}" "${child}" "${home}/data" round; printf '\\n'; "${process.execPath}" "${child}" "${home}/data" again`
      const session = inKeyringSession(['sh', '-c', run], { home, stdio: ['ignore', 'pipe', 'inherit'] })
      let text = ''
      session.stdout?.on('data', (chunk) => {
        text += chunk
      })
      await new Promise((resolve) => session.once('close', resolve))
      const [first, second] = text.split('\n').map((line): unknown => JSON.parse(line))
      expect(first).toEqual({
        availability: { ok: true },
        before: 'nowhere',
        after: 'keychain',
        used: '秘密 s3cret',
      })
      expect(second).toMatchObject({ used: '秘密 s3cret', elsewhere: 'nowhere', removed: 'nowhere' })
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  })

  it('that is not there is told in plain words, without a wait', async () => {
    const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus', DISPLAY: '' }
    const seen = await output(
      spawn(process.execPath, [child, '/tmp/none', 'ask'], { env, stdio: ['ignore', 'pipe', 'inherit'] }),
    )
    expect(seen).toEqual({ availability: { ok: false, why: 'noService' } })
  })
})

describe('without a keychain', () => {
  const broken = {
    load: () => Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file')),
    dataDir: '/nowhere',
  }

  it('a secret is kept for this run only when a person says so', async () => {
    const secrets = createSecrets(broken)
    await expect(secrets.set('one', 'x', 'keychain')).rejects.toBeInstanceOf(KeychainUnavailable)
    expect(await secrets.has('one')).toBe('nowhere')
    await secrets.set('one', 'x', 'memory')
    expect(await secrets.has('one')).toBe('memory')
    expect(await secrets.use('one')).toBe('x')
    await secrets.remove('one')
    expect(await secrets.has('one')).toBe('nowhere')
    expect(await createSecrets(broken).availability()).toEqual({
      ok: false,
      why: 'noLibsecret',
    })
  })

  it('a keychain that hangs does not hang us', async () => {
    const never = () => new Promise<never>(() => undefined)
    const secrets = createSecrets({
      dataDir: '/nowhere',
      limitMs: 20,
      load: async () => ({ getPassword: never, setPassword: never, deletePassword: never }),
    })
    expect(await secrets.availability()).toEqual({ ok: false, why: 'silent' })
  })

  it('an error never carries the secret', async () => {
    const secrets = createSecrets(broken)
    const problem = await secrets.set('one', 'planted-secret', 'keychain').catch((caught: unknown) => caught)
    expect(JSON.stringify(problem) + String(problem)).not.toContain('planted-secret')
  })
})
