import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEMO_APPS } from '../simulator/index.ts'
import { exportHistory } from './cli/history-export.ts'
import { callWhen, dialRequest, PROFILE, wholeApp, withProfile } from './testing/whole-app.ts'

const { desk: openDesk, simulator: openSimulator } = wholeApp()

const SECRET = 'Planted/Secret+4711=QqWwEeRr'

/** The secret as it might be written: plain, in the encodings of the wire, and as UTF-16. */
const FORMS: readonly Buffer[] = [
  SECRET,
  encodeURIComponent(SECRET),
  JSON.stringify(SECRET).slice(1, -1),
  Buffer.from(SECRET).toString('hex'),
  Buffer.from(SECRET).toString('base64').replace(/=+$/, ''),
  Buffer.from(SECRET).toString('base64url'),
]
  .map((text) => Buffer.from(text))
  .concat(Buffer.from(SECRET, 'utf16le'))

const holdsSecret = (bytes: Uint8Array): boolean => FORMS.some((form) => Buffer.from(bytes).includes(form))

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}

describe('a secret', () => {
  it('is found in its forms by the search of this test', () => {
    for (const form of FORMS) expect(holdsSecret(Buffer.concat([Buffer.from('…'), form]))).toBe(true)
    expect(holdsSecret(Buffer.from('Planted/Secret'))).toBe(false)
  })

  it('is nowhere but in memory: not in files, replies, events, logs or exports', async () => {
    const [callback] = DEMO_APPS
    if (callback === undefined) throw new Error('no application')
    const simulator = await openSimulator({ apps: [{ ...callback, appSecret: SECRET }] })
    const desk = await openDesk()
    await withProfile(desk, simulator.url, SECRET)

    await desk.client.profiles.test({ profileId: PROFILE })
    const { id } = await desk.client.calls.dial(dialRequest('+8613800130001', true))
    await simulator.advance(120)
    await callWhen(desk, id, ({ feeReceived }) => feeReceived)
    simulator.addFault({ operation: 'click2Call', kind: 'cutMid' })
    await desk.client.calls.dial(dialRequest())
    simulator.addFault({ operation: 'click2Call', kind: 'resultcode', code: '1010008', httpStatus: 403 })
    await desk.client.calls.dial(dialRequest())
    // What is wrong is named, not repeated.
    const overlong = `${SECRET}${'x'.repeat(200)}`
    const wrong = [
      desk.client.profiles.setSecret({ profileId: PROFILE, secret: overlong, keepIn: 'memory' }),
      desk.client.profiles.setSecret({ profileId: PROFILE, secret: SECRET, keepIn: 'keychain' }),
      desk.app.dispatch('profiles.setSecret', JSON.stringify({ secret: SECRET }), {
        signal: new AbortController().signal,
      }),
      desk.app.dispatch(`profiles.${SECRET}`, SECRET, { signal: new AbortController().signal }),
    ]
    const outcomes = await Promise.allSettled(wrong)
    await desk.client.profiles.list({})
    await desk.client.history.search({ filter: {}, limit: 50 })

    // SQLite's own log still stands beside the database while the application runs.
    for (const path of filesIn(desk.dataDir)) expect(holdsSecret(readFileSync(path)), path).toBe(false)
    for (const format of ['jsonl', 'csv', 'xlsx']) {
      const out = join(desk.dataDir, `export.${format}`)
      await exportHistory({ dataDir: desk.dataDir, format, out })
      expect(statSync(out).size).toBeGreaterThan(0)
      expect(holdsSecret(readFileSync(out)), out).toBe(false)
    }
    await desk.close()
    for (const path of filesIn(desk.dataDir)) expect(holdsSecret(readFileSync(path)), path).toBe(false)
    const told = JSON.stringify([
      desk.events,
      desk.replies,
      outcomes.map((one) => (one.status === 'rejected' ? String(one.reason) : one.value)),
    ])
    expect(holdsSecret(Buffer.from(told))).toBe(false)
    expect(desk.events.length).toBeGreaterThan(5)
    const logs = filesIn(join(desk.dataDir, 'logs'))
    expect(logs.length).toBeGreaterThan(0)
  })
})
