import { z } from 'zod'
import { test as base, expect } from '../hosts/desk.ts'
import type { DoubleDesk } from '../hosts/double-desk.ts'
import { doubleArgs, openDoubleDesk } from '../hosts/double-desk.ts'
import { startAndWait } from '../hosts/process.ts'

const test = base.extend<{ desk: DoubleDesk }>({
  desk: async ({ dataDir, chromiums }, use) => {
    const desk = await openDoubleDesk(chromiums, { dataDir, language: 'en' })
    await use(desk)
    await desk.close()
  },
})

const OUR_PAGE = 'voicedesk://app/'
const Report = z.object({
  app: z.object({ sandboxEnabled: z.boolean(), lockAsked: z.boolean() }),
  schemes: z.array(z.object({ scheme: z.string(), privileges: z.record(z.string(), z.boolean()) })),
  windows: z.array(
    z.object({
      focused: z.number(),
      shown: z.boolean(),
      options: z.object({
        minWidth: z.number(),
        minHeight: z.number(),
        webPreferences: z.record(z.string(), z.union([z.boolean(), z.string()])),
      }),
    }),
  ),
})

test('the window is isolated, sandboxed and without Node', async ({ desk }) => {
  const { app, schemes, windows } = await desk.ask({ ask: 'report' }, Report)
  expect(app.sandboxEnabled).toBe(true)
  expect(windows).toHaveLength(1)
  const { preload, ...preferences } = windows[0]?.options.webPreferences ?? {}
  expect(preload).toMatch(/preload[/\\]index\.cjs$/)
  expect(preferences).toEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    spellcheck: false,
  })
  // No privilege that goes round the content security policy or lets other origins in.
  expect(schemes).toEqual([
    {
      scheme: 'voicedesk',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
    },
  ])
})

test('the page sees three functions of text and nothing else of the shell', async ({ desk }) => {
  const seen = await desk.page.evaluate(() => ({
    bridge: Object.keys(Object(Reflect.get(window, 'voicedesk'))).sort(),
    frozen: Object.isFrozen(Reflect.get(window, 'voicedesk')),
    leaked: ['require', 'process', 'module', 'ipcRenderer', 'electron', 'Buffer', 'global'].filter(
      (name) => name in globalThis,
    ),
  }))
  expect(seen).toEqual({ bridge: ['cancel', 'invoke', 'subscribe'], frozen: true, leaked: [] })
})

test('permissions are denied, but copying a number and the microphone from our own page', async ({
  desk,
}) => {
  const Verdict = z.object({ request: z.boolean(), check: z.boolean(), device: z.boolean() })
  const asked = (permission: string, url: string) => desk.ask({ ask: 'permission', permission, url }, Verdict)
  const denied = { request: false, check: false, device: false }
  const media = (kinds: string[], url = OUR_PAGE) =>
    desk.ask({ ask: 'permission', permission: 'media', url, media: kinds }, Verdict)
  expect(await media(['audio'])).toEqual({ request: true, check: true, device: false })
  expect(await media(['video'])).toEqual(denied)
  expect(await media(['video', 'audio'])).toEqual(denied)
  expect(await media(['audio'], 'https://example.org/')).toEqual(denied)
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'midi',
    'midiSysex',
    'pointerLock',
    'fullscreen',
    'openExternal',
    'clipboard-read',
    'display-capture',
    'idle-detection',
    'hid',
    'serial',
    'usb',
    'fileSystem',
    'window-management',
    'unknown',
  ]) {
    expect(await asked(permission, OUR_PAGE), permission).toEqual(denied)
  }
  expect(await asked('clipboard-sanitized-write', OUR_PAGE)).toEqual({
    request: true,
    check: true,
    device: false,
  })
  for (const url of [
    'https://example.org/',
    'voicedesk://other/',
    'voicedesk://app.example.org/',
    'file:///',
  ]) {
    expect(await asked('clipboard-sanitized-write', url), url).toEqual(denied)
  }
})

test('the page can go nowhere and open nothing', async ({ desk, platform }) => {
  const { page } = desk
  const here = page.url()
  const away = `${platform.url}/elsewhere`
  await expect(page.getByRole('navigation').first()).toBeVisible()
  const aborted = page.waitForEvent('requestfailed')
  await page.evaluate((url) => window.location.assign(url), away)
  expect((await aborted).url()).toBe(away)
  expect(page.url()).toBe(here)

  const popup = page.waitForEvent('popup')
  await page.evaluate((url) => window.open(url), away)
  await expect.poll(async () => (await popup).isClosed()).toBe(true)

  const second = page.waitForEvent('popup')
  await page.evaluate((url) => {
    const link = document.createElement('a')
    link.href = url
    link.target = '_blank'
    document.body.append(link)
    link.click()
  }, away)
  await expect.poll(async () => (await second).isClosed()).toBe(true)
  expect(
    page
      .context()
      .pages()
      .filter((one) => one.url().startsWith(platform.url)),
  ).toEqual([])
  expect(page.url()).toBe(here)
})

test('a call over IPC is answered only to the top frame of our own page', async ({ desk }) => {
  const Reply = z.string().transform((text) => z.object({ ok: z.boolean() }).loose().parse(JSON.parse(text)))
  const forge = (frame: { url: string; parent: { url: string; parent: null } | null } | null) =>
    desk.ask({ ask: 'forge', frame, operation: 'host.hello' }, Reply)
  expect(await forge({ url: OUR_PAGE, parent: null })).toMatchObject({ ok: true })
  for (const frame of [
    null,
    { url: OUR_PAGE, parent: { url: OUR_PAGE, parent: null } },
    { url: 'https://example.org/', parent: null },
    { url: 'voicedesk://app.example.org/', parent: null },
    { url: 'voicedesk://user@app/', parent: null },
    { url: 'https://example.org/?voicedesk://app/', parent: null },
    { url: 'file:///voicedesk://app/', parent: null },
    { url: 'about:blank', parent: null },
    { url: '', parent: null },
  ]) {
    expect(await forge(frame), JSON.stringify(frame)).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    })
  }
})

test('a second start goes away and brings the first window forward', async ({ desk, dataDir }) => {
  const before = await desk.ask({ ask: 'report' }, Report)
  expect(before.app.lockAsked).toBe(true)
  const second = await startAndWait(process.execPath, doubleArgs(dataDir), /never/).catch(
    (problem: unknown) => String(problem),
  )
  expect(second).toContain('ended with 0')
  const after = await desk.ask({ ask: 'report' }, Report)
  expect(after.windows[0]?.focused).toBe((before.windows[0]?.focused ?? 0) + 1)
  await expect(desk.page.getByRole('navigation').first()).toBeVisible()
})
