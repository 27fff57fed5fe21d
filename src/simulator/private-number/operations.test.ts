import { describe, expect, it } from 'vitest'
import { send, signed, PATHS as VOICE_CALL_PATHS } from '../testing/client.ts'
import { CALLBACK_APP, CALLBACK_BODY, startStill } from '../testing/desk.ts'
import { MODES, type Mode } from './account.ts'
import { demoApp, PATHS, request, startMasking } from './testing/desk.ts'

type Path = keyof typeof PATHS
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** URIs of each mode and their methods (private-number-axb-ax.md 0, private-number-axe-axyb-x.md 2 and 3). */
const OPERATIONS: readonly (readonly [Mode, Path, readonly Method[]])[] = [
  ['AXB', 'axb', ['POST', 'DELETE', 'PUT', 'GET']],
  ['AX', 'ax', ['POST', 'DELETE', 'PUT', 'GET']],
  ['AX', 'callee', ['PUT']],
  ['AXE', 'axe', ['POST', 'DELETE', 'PUT', 'GET']],
  ['AXE', 'axeList', ['GET']],
  ['AXE', 'axeCount', ['GET']],
  ['AXYB', 'axyb', ['POST', 'DELETE', 'GET']],
]

const bodyOf = (method: Method) => (method === 'POST' || method === 'PUT' ? { body: {} } : {})

describe('one application serves one mode', () => {
  it('and is refused with 1010040 everywhere else', async () => {
    const simulator = await startStill()
    for (const mode of MODES) {
      for (const [owner, path, methods] of OPERATIONS) {
        for (const method of methods) {
          const { status, code } = await request(simulator, demoApp(mode), method, path, bodyOf(method))
          if (mode === owner) expect([method, path, code]).not.toEqual([method, path, '1010040'])
          else expect([method, path, status, code]).toEqual([method, path, 403, '1010040'])
        }
      }
    }
  })

  it('as do the applications of the other product', async () => {
    const simulator = await startStill()
    const masked = demoApp('AXB')
    const url = `${simulator.url}${VOICE_CALL_PATHS.click2Call}`
    expect((await send(url, signed(masked), CALLBACK_BODY)).resultcode).toBe('1010040')
    const axb = `${simulator.url}${PATHS.axb}`
    expect((await send(axb, signed(CALLBACK_APP), {})).resultcode).toBe('1010040')
  })
})

describe('a request to Private Number', () => {
  it('needs a method of its URI, and a URI there is', async () => {
    const simulator = await startStill()
    const all: readonly Method[] = ['GET', 'POST', 'PUT', 'DELETE']
    for (const [mode, path, methods] of OPERATIONS) {
      for (const method of all.filter((one) => !methods.includes(one))) {
        const { status, code } = await request(simulator, demoApp(mode), method, path, bodyOf(method))
        expect([method, path, status, code]).toEqual([method, path, 403, '1010006'])
      }
    }
    const lost = await fetch(`${simulator.url}/rest/caas/relationnumber/partners/v2.0`)
    expect(lost.status).toBe(404)
    expect(await lost.text()).not.toContain('resultcode')
  })

  it('carries a JSON object, and its type on GET and DELETE when that is asked for', async () => {
    const { simulator, app } = await startMasking('AXB')
    const url = `${simulator.url}${PATHS.axb}`
    const post = (body: string, type = 'application/json;charset=UTF-8') =>
      send(url, { ...signed(app), 'Content-Type': type }, body)
    for (const body of ['', '[]', '{', '"x"', 'null']) expect((await post(body)).resultcode).toBe('1010002')
    expect((await post('{}', 'text/plain')).resultdesc).toContain('Content-Type')
    const bare = (at: string, key: typeof app) => fetch(`${at}?subscriptionId=x`, { headers: signed(key) })
    expect(await (await bare(url, app)).text()).toContain('1012007')
    const strict = await startMasking('AXB', { privateNumber: { contentTypeOnQuery: 'required' } })
    const answer = await bare(`${strict.simulator.url}${PATHS.axb}`, strict.app)
    expect(await answer.text()).toContain('1010002')
  })

  it('is signed as those of Voice Call, and locked out as they are', async () => {
    const { simulator, app } = await startMasking('AX', { lockAfterFailures: 3 })
    const url = `${simulator.url}${PATHS.ax}`
    const asked = async (headers: Record<string, string>) => {
      const { status, resultcode } = await send(url, headers, {})
      return `${status} ${resultcode}`
    }
    expect(await asked(signed(app, { scheme: 'WSSE' }))).toBe('403 1010002')
    expect(await asked({})).toBe('400 1023006')
    expect(await asked(signed({ ...app, appSecret: 'wrong' }))).toBe('401 1010010')
    expect(await asked(signed({ ...app, appKey: 'unknown' }))).toBe('403 1010003')
    expect(await asked(signed(app))).toBe('403 1020176')
    await simulator.advance(1801)
    expect(await asked(signed(app))).toBe('403 1010002')
    simulator.addPrivateNumberApp({ ...app, allowedIps: ['192.0.2.1'] })
    expect(await asked(signed(app))).toBe('403 1020166')
    simulator.addPrivateNumberApp({ ...app, state: 'unavailable' })
    expect(await asked(signed(app))).toBe('403 1010021')
  })
})
