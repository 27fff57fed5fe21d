import { expect, test } from '../hosts/desk.ts'

test('the page runs nothing but its own files and speaks to nobody but its host', async ({
  openDesk,
  platform,
}) => {
  const { page } = await openDesk()
  const answer = await page.reload()
  const policy = answer?.headers()['content-security-policy'] ?? ''
  for (const rule of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "base-uri 'none'"]) {
    expect(policy).toContain(rule)
  }
  expect(policy).not.toMatch(/script-src[^;]*unsafe/)
  expect(answer?.headers()['x-content-type-options']).toBe('nosniff')

  const tried = await page.evaluate(async (elsewhere) => {
    const inline = document.createElement('script')
    inline.textContent = 'window.inlineRan = true'
    document.body.append(inline)
    const handler = document.createElement('img')
    handler.setAttribute('onerror', 'window.handlerRan = true')
    handler.setAttribute('src', '/no-such-picture.png')
    document.body.append(handler)
    await new Promise((resolve) => handler.addEventListener('error', resolve))
    let evaluated: unknown
    try {
      evaluated = new Function('return 1')()
    } catch (problem) {
      evaluated = problem instanceof Error ? problem.name : 'refused'
    }
    const fetched = await fetch(`${elsewhere}/sim/state`, { mode: 'no-cors' }).then(
      () => 'reached',
      () => 'refused',
    )
    const frame = document.createElement('iframe')
    frame.src = elsewhere
    document.body.append(frame)
    await new Promise((resolve) => frame.addEventListener('load', resolve))
    return {
      evaluated,
      fetched,
      inline: 'inlineRan' in window,
      handler: 'handlerRan' in window,
      framed: frame.contentDocument === null ? 'blocked' : frame.contentDocument.URL,
    }
  }, platform.url)
  expect(tried).toMatchObject({ evaluated: 'EvalError', fetched: 'refused', inline: false, handler: false })
  expect(tried.framed).not.toContain(platform.url)
})

test('no path leads out of the folder of the page', async ({ openDesk }) => {
  const { page } = await openDesk()
  for (const path of [
    '/../../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5c..%5cpackage.json',
    '/media/recordings/..%2f..%2fvoicedesk.db',
    '/media/recordings/%00',
    '/media/peaks/../../settings',
  ]) {
    const told = await page.evaluate(async (url) => {
      const answer = await fetch(url)
      return { status: answer.status, text: await answer.text() }
    }, path)
    expect(told.status, path).toBeGreaterThanOrEqual(400)
    expect(told.text, path).not.toContain('voicedesk"')
  }
})
