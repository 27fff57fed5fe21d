import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEMO_APPS, type SimulatorOptions } from '../../simulator/index.ts'
import { exportHistory, FORMATS } from '../cli/history-export.ts'
import { inKeyringSession } from '../secrets/testing/keyring-session.ts'
import { filesHolding, filesUnder, formsOf, holdsSecret } from '../testing/planted-secret.ts'
import { recordingWhen } from '../testing/recorded-call.ts'
import {
  callWhen,
  dialRequest,
  fieldsFor,
  PROFILE,
  Refused,
  until,
  wholeApp,
  withProfile,
} from '../testing/whole-app.ts'

const { deskProcess, simulator: openSimulator, newDataDir } = wholeApp()

/** Look different in every encoding. */
const SECRET = 'Planted/Secret+4711=QqWwEeRr'
const WRONG = 'Planted/Wrong?4712&ZzXxCcVv~é'

const withSecret = (): SimulatorOptions => {
  const [callback] = DEMO_APPS
  if (callback === undefined) throw new Error('no application')
  return { apps: [{ ...callback, appSecret: SECRET }] }
}

describe('the search for a secret', () => {
  it('finds it in every form, and inside longer texts', () => {
    for (const form of formsOf(SECRET)) expect(holdsSecret(`…${form.toString('latin1')}…`, SECRET)).toBe(true)
    for (const before of ['', 'k', 'ke', 'key:']) {
      const longer = Buffer.from(`${before}${SECRET}:rest`)
      for (const encoding of ['base64', 'base64url', 'hex'] as const) {
        expect(holdsSecret(longer.toString(encoding), SECRET), `${before} ${encoding}`).toBe(true)
      }
    }
    expect(holdsSecret('Planted/Secret', SECRET)).toBe(false)
  })
})

it('a secret in the keychain outlives the application and is in none of its files and words', async () => {
  const home = newDataDir()
  const dataDir = join(home, 'data')
  const simulator = await openSimulator(withSecret())
  const open = () =>
    deskProcess(dataDir, (command) => inKeyringSession(command, { home, stdio: ['pipe', 'pipe', 'inherit'] }))
  mkdirSync(dataDir)

  const first = await open()
  const { capabilities } = await first.client.host.hello({})
  expect(capabilities).toMatchObject({ keychain: true })
  await first.client.profiles.save({ profileId: PROFILE, fields: fieldsFor(simulator.url) })
  const keep = (secret: string) =>
    first.client.profiles.setSecret({ profileId: PROFILE, secret, keepIn: 'keychain' })
  expect(await keep(WRONG)).toMatchObject({ hasSecret: true, secretKeptIn: 'keychain' })
  expect((await first.client.calls.dial(dialRequest())).phase).toBe('refused')
  await keep(SECRET)
  const overlong = await keep(`${SECRET}${'x'.repeat(200)}`).catch((problem: unknown) => problem)
  expect(overlong instanceof Refused && overlong.error.code).toBe('input.invalid')
  await first.client.profiles.test({ profileId: PROFILE })
  const { id } = await first.client.calls.dial(dialRequest('+8613800130001', true))
  await simulator.advance(120)
  await callWhen(first, id, ({ recording }) => recording === 'made')
  await recordingWhen(first, id, ({ state }) => state === 'ready')
  simulator.addFault({ operation: 'click2Call', kind: 'cutMid' })
  await first.client.calls.dial(dialRequest())
  expect(filesHolding(dataDir, SECRET)).toEqual([])
  await first.close()

  // Nobody says the secret again.
  const second = await open()
  const { profiles } = await second.client.profiles.list({})
  expect(profiles[0]).toMatchObject({ hasSecret: true, secretKeptIn: 'keychain' })
  const { checks } = await second.client.profiles.test({ profileId: PROFILE })
  expect(checks.every(({ status }) => status === 'pass')).toBe(true)
  expect((await second.client.calls.dial(dialRequest())).phase).toMatch(/placed|live/)
  const running = filesUnder(dataDir).map((path) => path.slice(dataDir.length + 1))
  expect(running.some((name) => name.endsWith('-wal'))).toBe(true)
  for (const secret of [SECRET, WRONG]) expect(filesHolding(dataDir, secret)).toEqual([])
  for (const format of FORMATS) {
    const out = join(home, `export.${format}`)
    await exportHistory({ dataDir, format, out })
    expect(readFileSync(out).length).toBeGreaterThan(100)
    for (const secret of [SECRET, WRONG]) expect(holdsSecret(readFileSync(out), secret)).toBe(false)
  }

  expect((await second.client.profiles.remove({ profileId: PROFILE })).removed).toBe(true)
  await second.client.profiles.save({ profileId: PROFILE, fields: fieldsFor(simulator.url) })
  const refused = await second.client.calls.dial(dialRequest()).catch((problem: unknown) => problem)
  expect(refused instanceof Refused && refused.error.code).toBe('profile.noSecret')
  await second.close()

  const words = [...first.said, ...second.said].join('\n')
  expect(words).toContain('profiles.changed')
  expect(words).toContain('input.invalid')
  for (const secret of [SECRET, WRONG]) {
    expect(filesHolding(dataDir, secret)).toEqual([])
    expect(holdsSecret(words, secret)).toBe(false)
  }
  expect(filesUnder(join(dataDir, 'logs')).some((path) => readFileSync(path).length > 0)).toBe(true)
})

it('a secret in memory is gone with the process, and a kill leaves nothing of it', async () => {
  const simulator = await openSimulator(withSecret())
  const desk = await deskProcess()
  await withProfile(desk, simulator.url, SECRET)
  simulator.addFault({ operation: 'click2Call', kind: 'dropAfter' })
  void desk.client.calls.dial(dialRequest())
  await until('the platform placed the call', () => simulator.state().calls === 1)
  expect(filesHolding(desk.dataDir, SECRET)).toEqual([])
  await desk.kill()
  expect(filesHolding(desk.dataDir, SECRET)).toEqual([])
  expect(holdsSecret(desk.said.join('\n'), SECRET)).toBe(false)

  const again = await deskProcess(desk.dataDir)
  expect((await again.client.profiles.list({})).profiles[0]).toMatchObject({
    hasSecret: false,
    secretKeptIn: 'nowhere',
  })
})
