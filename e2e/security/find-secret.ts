import type { Page } from '@playwright/test'

/** How a secret might be written down. */
export const formsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
]

/** Places of a page where the secret stands: its heap after a collection, its document, its storage. */
export async function findSecret(page: Page, secret: string): Promise<string[]> {
  const forms = formsOf(secret)
  const holds = (text: string) =>
    forms.some((form) => text.includes(form) || text.includes(JSON.stringify(form).slice(1, -1)))
  const found: string[] = []
  if (holds(await page.content())) found.push('document')
  const fields = await page
    .locator('input, textarea')
    .evaluateAll((inputs) =>
      inputs.map((input) =>
        input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement ? input.value : '',
      ),
    )
  if (fields.some(holds)) found.push('field')
  const storage = await page.evaluate(async () => {
    const databases = (await indexedDB.databases?.()) ?? []
    const caches = 'caches' in window ? await window.caches.keys() : []
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, databases, caches])
  })
  if (holds(storage)) found.push('storage')
  if (holds(await heapOf(page))) found.push('heap')
  return found
}

/** Everything that is alive in the page's JavaScript, strings in full. */
async function heapOf(page: Page): Promise<string> {
  const devtools = await page.context().newCDPSession(page)
  const chunks: string[] = []
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await devtools.send('HeapProfiler.enable')
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await devtools.detach()
  return chunks.join('')
}
