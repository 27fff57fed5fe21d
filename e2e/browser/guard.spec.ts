import { createServer, request } from 'node:http'
import { expect, test } from '../hosts/desk.ts'

/** A page of another origin in the same Chromium, as any site the person visits would be. */
async function strangerPage(): Promise<{ url: string; close(): void }> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end('<!doctype html><title>elsewhere</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://localhost:${port}/`, close: () => server.close() }
}

test('the session is a cookie that no script reads and no other site sends', async ({ openDesk }) => {
  const { page } = await openDesk()
  const cookies = await page.context().cookies()
  expect(cookies).toHaveLength(1)
  expect(cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
  expect(await page.evaluate(() => document.cookie)).toBe('')
  // The token of the start is gone from the address, so it is in no history and no picture.
  expect(page.url()).not.toMatch(/token|[0-9a-f]{32}/i)
})

test('another site in the same browser reaches nothing', async ({ openDesk }) => {
  const { page } = await openDesk()
  const { origin, host } = new URL(page.url())
  const stranger = await strangerPage()
  const other = await page.context().newPage()
  await other.goto(stranger.url)
  const reached = await other.evaluate(
    async ({ desk, address }) => {
      const asked = (url: string, init: RequestInit) =>
        fetch(url, init).then(
          (answer) => `${answer.type} ${answer.status}`,
          () => 'refused',
        )
      const socket = await new Promise<string>((resolve) => {
        const events = new WebSocket(`ws://${address}/events`)
        events.addEventListener('open', () => resolve('open'))
        events.addEventListener('error', () => resolve('refused'))
      })
      return {
        json: await asked(`${desk}/rpc/host.hello`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: '{}',
          credentials: 'include',
        }),
        list: await asked(`${desk}/rpc`, { credentials: 'include' }),
        socket,
      }
    },
    { desk: origin, address: host },
  )
  expect(reached).toEqual({ json: 'refused', list: 'refused', socket: 'refused' })

  // A form is sent without asking first; it must be turned away by its origin and its missing cookie.
  const answer = other.waitForEvent('response', (response) => response.url().includes('/rpc/'))
  await other.evaluate((url) => {
    const form = document.createElement('form')
    form.method = 'POST'
    form.enctype = 'text/plain'
    form.action = `${url}/rpc/profiles.remove`
    document.body.append(form)
    form.submit()
  }, origin)
  expect((await answer).status()).toBeGreaterThanOrEqual(400)
  stranger.close()
})

test('a name that leads here is not our name', async ({ openDesk }) => {
  const { page } = await openDesk()
  const { port } = new URL(page.url())
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const ask = (host: string) =>
    new Promise<number>((resolve, reject) => {
      const asking = request(
        { host: '127.0.0.1', port, path: '/rpc', headers: { Host: host, Cookie: cookies } },
        (answer) => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        },
      )
      asking.once('error', reject)
      asking.end()
    })
  expect(await ask(`127.0.0.1:${port}`)).toBe(200)
  for (const host of [
    `rebound.example.org:${port}`,
    'rebound.example.org',
    `127.0.0.1.example.org:${port}`,
  ]) {
    expect(await ask(host), host).toBeGreaterThanOrEqual(400)
  }
})
