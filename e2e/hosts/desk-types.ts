import type { Page } from '@playwright/test'

/** An open application with a window, on whichever host the project says. */
export type Desk = {
  readonly page: Page
  readonly dataDir: string
  /** What the process has written: must never hold a secret. */
  output(): string
  /** Ends the application as `kill -9` does; its window stays, and finds nobody. */
  kill(): Promise<void>
  close(): Promise<void>
}

export type DeskStart = {
  readonly dataDir: string
  readonly language: 'zh-CN' | 'en'
  readonly args?: readonly string[]
}
