import { describe, expect, it } from 'vitest'
import { wsseHexDigest } from './digests.ts'
import { ask, createdNow, get, PATHS, send, signed } from './testing/client.ts'
import {
  CALLBACK_APP,
  CALLBACK_BODY,
  NOTIFICATION_APP,
  NOTIFICATION_BODY,
  startStill,
  VERIFICATION_BODY,
} from './testing/desk.ts'

const AUTH = 'AKSK realm="SDP",profile="UsernameToken",type="Appkey"'
const WSSE_AUTH = AUTH.replace('AKSK', 'WSSE')
const loose = { lockAfterFailures: 1000 }

/** Takes one attribute out of a header. */
const without = (value: string | undefined, name: string) =>
  (value ?? '').replace(new RegExp(`,?${name}="[^"]*"`), '').replace('UsernameToken ,', 'UsernameToken ')

describe('the signature of a request', () => {
  it.each([
    { scheme: 'AKSK', separator: ',' },
    { scheme: 'AKSK', separator: ', ' },
    { scheme: 'WSSE', separator: ',' },
    { scheme: 'WSSE', separator: ', ' },
  ])('is taken as $scheme with "$separator"', async (form) => {
    const simulator = await startStill()
    const url = `${simulator.url}${PATHS.click2Call}`
    const answer = await send(url, signed(CALLBACK_APP, form), CALLBACK_BODY)
    expect(answer).toMatchObject({ status: 200, resultcode: '0', resultdesc: 'Success' })
    expect(simulator.state().authenticated).toMatchObject([
      { scheme: form.scheme, appKey: CALLBACK_APP.appKey },
    ])
  })

  it.each([
    { wsse: 'both' as const, raw: 200, hex: 200 },
    { wsse: 'raw' as const, raw: 200, hex: 401 },
    { wsse: 'hex' as const, raw: 401, hex: 200 },
    { wsse: 'refused' as const, raw: 401, hex: 401 },
  ])('in WSSE form: $wsse', async ({ wsse, raw, hex }) => {
    const simulator = await startStill({ wsse })
    const url = `${simulator.url}${PATHS.click2Call}`
    expect((await send(url, signed(CALLBACK_APP, { scheme: 'WSSE' }), CALLBACK_BODY)).status).toBe(raw)
    const created = createdNow()
    const digest = wsseHexDigest(CALLBACK_APP.appSecret, 'abc123', created)
    const token = `UsernameToken Username="${CALLBACK_APP.appKey}",PasswordDigest="${digest}",Nonce="abc123",Created="${created}"`
    const headers = { Authorization: WSSE_AUTH, 'X-WSSE': token }
    expect((await send(url, headers, CALLBACK_BODY)).status).toBe(hex)
  })

  const good = signed(CALLBACK_APP)
  const wsse = signed(CALLBACK_APP, { scheme: 'WSSE' })
  const aksk = (token: string) => ({ Authorization: AUTH, 'X-AKSK': token })
  const missing: [string, string, Record<string, string>][] = [
    ['1023006', 'Authorization', { 'X-AKSK': good['X-AKSK'] ?? '' }],
    ['1023006', 'Authorization, empty', { ...good, Authorization: '' }],
    ['1023007', 'realm', { ...good, Authorization: 'AKSK profile="UsernameToken",type="Appkey"' }],
    ['1023008', 'profile', { ...good, Authorization: 'AKSK realm="SDP",type="Appkey"' }],
    ['1023009', 'right realm', { ...good, Authorization: AUTH.replace('SDP', 'sdp') }],
    ['1023010', 'right profile', { ...good, Authorization: AUTH.replace('UsernameToken', 'Token') }],
    ['1023011', 'right type', { ...good, Authorization: AUTH.replace('Appkey', 'app_key') }],
    ['1023012', 'type', { ...good, Authorization: 'AKSK realm="SDP",profile="UsernameToken"' }],
    ['1023013', 'scheme', { ...good, Authorization: AUTH.replace('AKSK', 'Bearer') }],
    ['1023033', 'X-AKSK', { Authorization: AUTH }],
    ['1023034', 'Username', aksk(without(good['X-AKSK'], 'Username'))],
    ['1023035', 'Nonce', aksk(without(good['X-AKSK'], 'Nonce'))],
    ['1023036', 'Created', aksk(without(good['X-AKSK'], 'Created'))],
    ['1023037', 'PasswordDigest', aksk(without(good['X-AKSK'], 'PasswordDigest'))],
    ['1023038', 'UsernameToken', aksk((good['X-AKSK'] ?? '').replace('UsernameToken ', ''))],
    ['1023026', 'X-WSSE', { Authorization: WSSE_AUTH }],
    ['1023027', 'Username of WSSE', { ...wsse, 'X-WSSE': without(wsse['X-WSSE'], 'Username') }],
    ['1023028', 'Nonce of WSSE', { ...wsse, 'X-WSSE': without(wsse['X-WSSE'], 'Nonce') }],
    ['1023029', 'Created of WSSE', { ...wsse, 'X-WSSE': without(wsse['X-WSSE'], 'Created') }],
  ]

  it('answers 400 with a code of its own for each missing piece', async () => {
    const simulator = await startStill(loose)
    for (const [code, piece, headers] of missing) {
      const answer = await send(`${simulator.url}${PATHS.click2Call}`, headers, CALLBACK_BODY)
      expect([piece, answer.status, answer.resultcode]).toEqual([piece, 400, code])
    }
    expect(simulator.state().authFailures.map(({ code }) => code)).toEqual(missing.map(([code]) => code))
    expect(simulator.state().calls).toBe(0)
  })

  it('answers 401 to a wrong digest and 403 to an unknown key', async () => {
    const simulator = await startStill(loose)
    const url = `${simulator.url}${PATHS.click2Call}`
    const wrong = await send(url, signed({ ...CALLBACK_APP, appSecret: 'other' }), CALLBACK_BODY)
    expect(wrong).toMatchObject({ status: 401, resultcode: '1010010', resultdesc: 'Invalid digest.' })
    const unknown = await send(url, signed({ ...CALLBACK_APP, appKey: 'nobody' }), CALLBACK_BODY)
    expect(unknown).toMatchObject({ status: 403, resultcode: '1010003' })
    const nonce = await send(url, signed(CALLBACK_APP, { nonce: 'with-dash' }), CALLBACK_BODY)
    expect(nonce).toMatchObject({ status: 400, resultcode: '1023006' })
    const long = await send(url, signed(CALLBACK_APP, { nonce: 'a'.repeat(129) }), CALLBACK_BODY)
    expect(long).toMatchObject({ status: 400, resultcode: '1023006' })
  })

  it('holds Created against the real clock, whatever the simulated time is', async () => {
    const simulator = await startStill({ ...loose, clockToleranceSeconds: 60 })
    const url = `${simulator.url}${PATHS.click2Call}`
    const at = async (shift: number) =>
      (await send(url, signed(CALLBACK_APP, { created: createdNow(shift) }), CALLBACK_BODY)).resultcode
    expect(await at(0)).toBe('0')
    expect(await at(-50_000)).toBe('0')
    expect(await at(50_000)).toBe('0')
    expect(await at(-70_000)).toBe('1010013')
    expect(await at(70_000)).toBe('1010013')
    const malformed = await send(
      url,
      signed(CALLBACK_APP, { created: '2026-02-30T00:00:00Z' }),
      CALLBACK_BODY,
    )
    expect(malformed).toMatchObject({ status: 400, resultcode: '1023006' })
    const late = await send(url, signed(CALLBACK_APP, { created: createdNow(-70_000) }), CALLBACK_BODY)
    expect(late).toMatchObject({ status: 401, resultdesc: 'Time out limit.' })
  })

  it.each([
    { createdZone: 'utc' as const, utc: '0', beijing: '1010013' },
    { createdZone: 'beijing' as const, utc: '1010013', beijing: '0' },
    { createdZone: 'both' as const, utc: '0', beijing: '0' },
  ])('reads Created as $createdZone', async ({ createdZone, utc, beijing }) => {
    const simulator = await startStill({ ...loose, createdZone })
    const url = `${simulator.url}${PATHS.click2Call}`
    expect((await send(url, signed(CALLBACK_APP), CALLBACK_BODY)).resultcode).toBe(utc)
    const shifted = signed(CALLBACK_APP, { created: createdNow(8 * 3_600_000) })
    expect((await send(url, shifted, CALLBACK_BODY)).resultcode).toBe(beijing)
  })

  it('reports a Nonce that came twice, and refuses it when told to', async () => {
    const tolerant = await startStill()
    const strict = await startStill({ reusedNonce: 'refuse' })
    const headers = signed(CALLBACK_APP, { nonce: 'twice' })
    for (const [simulator, second] of [
      [tolerant, 200],
      [strict, 401],
    ] as const) {
      const url = `${simulator.url}${PATHS.click2Call}`
      expect((await send(url, headers, CALLBACK_BODY)).status).toBe(200)
      expect((await send(url, headers, CALLBACK_BODY)).status).toBe(second)
    }
    expect(tolerant.state().authenticated.map(({ nonceSeen }) => nonceSeen)).toEqual([false, true])
  })

  it('refuses an application of another service and a state or address that is not allowed', async () => {
    const simulator = await startStill()
    const refused = await ask(simulator, CALLBACK_APP, 'callnotify', NOTIFICATION_BODY)
    expect(refused).toMatchObject({ status: 403, resultcode: '1010040' })
    expect(await ask(simulator, NOTIFICATION_APP, 'callVerify', VERIFICATION_BODY)).toMatchObject({
      resultcode: '1010040',
    })
    const app = (appKey: string, more: object) => ({ ...CALLBACK_APP, appKey, ...more })
    const cases = [
      [app('suspended1', { state: 'suspended' }), '1010008'],
      [app('gone1', { state: 'unavailable' }), '1010021'],
      [app('elsewhere1', { allowedIps: ['192.0.2.1'] }), '1020166'],
    ] as const
    for (const [spec, code] of cases) {
      simulator.addApp(spec)
      expect(await ask(simulator, spec, 'click2Call', CALLBACK_BODY)).toMatchObject({
        status: 403,
        resultcode: code,
      })
    }
    expect(simulator.state().locks).toEqual([])
  })
})

describe('the lock of an address', () => {
  const wrong = { ...CALLBACK_APP, appSecret: 'other' }

  it('comes after too many failures, refuses everything, and ends in simulated time', async () => {
    const simulator = await startStill({ lockAfterFailures: 3 })
    const call = (app = CALLBACK_APP) => ask(simulator, app, 'click2Call', CALLBACK_BODY)
    for (let k = 0; k < 3; k += 1) expect((await call(wrong)).status).toBe(401)
    expect(await call()).toMatchObject({ status: 403, resultcode: '1020176' })
    expect(simulator.state().locks).toHaveLength(1)
    await simulator.advance(1799)
    expect((await call()).resultcode).toBe('1020176')
    await simulator.advance(2)
    expect((await call()).resultcode).toBe('0')
  })

  it('forgets failures outside its window and can be lifted', async () => {
    const simulator = await startStill({ lockAfterFailures: 2, lockWindowSeconds: 60 })
    const call = (app = CALLBACK_APP) => ask(simulator, app, 'click2Call', CALLBACK_BODY)
    await call(wrong)
    await simulator.advance(61)
    await call(wrong)
    expect((await call()).resultcode).toBe('0')
    await call(wrong)
    expect((await call()).resultcode).toBe('1020176')
    await fetch(`${simulator.url}/sim/locks`, { method: 'DELETE' })
    expect((await call()).resultcode).toBe('0')
  })
})

describe('addresses', () => {
  it('gives 404 without a resultcode for a wrong URI and 1010006 for a wrong method', async () => {
    const simulator = await startStill()
    for (const path of ['/rest/httpsessions/callVerify/v2.0', '/rest/httpsessions/click2Call/v1.0', '/']) {
      const answer = await send(`${simulator.url}${path}`, signed(CALLBACK_APP), CALLBACK_BODY)
      expect(answer).toMatchObject({ status: 404, resultcode: undefined })
    }
    const answer = await get(`${simulator.url}${PATHS.click2Call}`, signed(CALLBACK_APP))
    expect(answer).toMatchObject({ status: 403, resultcode: '1010006' })
  })

  it('ignores a left-over app_key in the URL', async () => {
    const simulator = await startStill()
    const url = `${simulator.url}${PATHS.click2Call}?app_key=x`
    expect((await send(url, signed(CALLBACK_APP), CALLBACK_BODY)).resultcode).toBe('0')
  })
})
