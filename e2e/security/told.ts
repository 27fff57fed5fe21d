import type { Page } from '@playwright/test'

/** Keeps what the host says to the page, answers and events, for it to be looked through. */
export function watchWhatIsTold(page: Page): () => Promise<string[]> {
  const answers: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.url().includes('/rpc/')) answers.push(response.text().catch(() => ''))
  })
  const frames: string[] = []
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))))
  return async () => [...(await Promise.all(answers)), ...frames]
}
