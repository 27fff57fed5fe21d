import type { ErrorData } from '../../../contract/errors.ts'
import type { PromptJob } from '../../../contract/prompts.ts'
import type { SourceId } from '../../../domain/values.ts'

/** A file on its way to the application, or one the application has. */
export type TrayItem =
  | {
      readonly id: SourceId
      readonly fileName: string
      readonly state: 'sending' | 'notSent'
      readonly error?: ErrorData
    }
  | PromptJob

export const isOver = (item: TrayItem): boolean =>
  item.state === 'done' || item.state === 'failed' || item.state === 'cancelled' || item.state === 'notSent'

export const shareOf = (item: TrayItem): number =>
  isOver(item) ? 1 : 'share' in item ? 0.1 + 0.9 * item.share : 0

export type TraySummary = {
  readonly all: number
  readonly over: number
  readonly failed: number
  /** Of all together, 0 to 1. */
  readonly share: number
}

/** How far everything together is. */
export function summary(items: readonly TrayItem[]): TraySummary {
  const over = items.filter(isOver)
  return {
    all: items.length,
    over: over.length,
    failed: over.filter(({ state }) => state === 'failed' || state === 'notSent').length,
    share: items.length === 0 ? 1 : items.reduce((sum, item) => sum + shareOf(item), 0) / items.length,
  }
}
