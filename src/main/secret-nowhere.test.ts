import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEMO_APPS } from '../simulator/index.ts'
import { exportHistory } from './cli/history-export.ts'
import { filesHolding, filesUnder, formsOf, holdsSecret } from './testing/planted-secret.ts'
import { recordingWhen } from './testing/recorded-call.ts'
import { callWhen, dialRequest, PROFILE, wholeApp, withProfile } from './testing/whole-app.ts'

const { desk: openDesk, simulator: openSimulator } = wholeApp()

const SECRET = 'Planted/Secret+4711=QqWwEeRr'

describe('a secret', () => {
  it('is found in its forms by the search of this test', () => {
    for (const form of formsOf(SECRET)) {
      expect(holdsSecret(Buffer.concat([Buffer.from('…'), form]), SECRET)).toBe(true)
    }
    expect(holdsSecret('Planted/Secret', SECRET)).toBe(false)
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
    // No file is on the way while files are looked at.
    await recordingWhen(desk, id, ({ state }) => state === 'ready')
    simulator.addFault({ operation: 'click2Call', kind: 'cutMid' })
    await desk.client.calls.dial(dialRequest())
    simulator.addFault({ operation: 'click2Call', kind: 'resultcode', code: '1010008', httpStatus: 403 })
    await desk.client.calls.dial(dialRequest())
    // What is wrong is named, not repeated.
    const overlong = `${SECRET}${'x'.repeat(200)}`
    const wrong = [
      desk.client.profiles.setSecret({ profileId: PROFILE, secret: overlong, keepIn: 'memory' }),
      desk.app.dispatch('profiles.setSecret', JSON.stringify({ secret: SECRET }), {
        signal: new AbortController().signal,
      }),
      desk.app.dispatch(`profiles.${SECRET}`, SECRET, { signal: new AbortController().signal }),
    ]
    const outcomes = await Promise.allSettled(wrong)
    await desk.client.profiles.list({})
    await desk.client.history.search({ filter: {}, limit: 50 })

    // SQLite's own log still stands beside the database while the application runs.
    expect(filesHolding(desk.dataDir, SECRET)).toEqual([])
    for (const format of ['jsonl', 'csv', 'xlsx']) {
      const out = join(desk.dataDir, `export.${format}`)
      await exportHistory({ dataDir: desk.dataDir, format, out })
      expect(statSync(out).size).toBeGreaterThan(0)
      expect(holdsSecret(readFileSync(out), SECRET), out).toBe(false)
    }
    await desk.close()
    expect(filesHolding(desk.dataDir, SECRET)).toEqual([])
    const told = JSON.stringify([
      desk.events,
      desk.replies,
      outcomes.map((one) => (one.status === 'rejected' ? String(one.reason) : one.value)),
    ])
    expect(holdsSecret(told, SECRET)).toBe(false)
    expect(desk.events.length).toBeGreaterThan(5)
    const logs = filesUnder(join(desk.dataDir, 'logs'))
    expect(logs.length).toBeGreaterThan(0)
  })
})
