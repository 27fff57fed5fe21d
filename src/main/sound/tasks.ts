import type { Shaping } from '../../domain/sound/index.ts'
import type { Converted } from './convert.ts'
import type { SoundProblemCode } from './problem.ts'

/** What a thread is asked to do, and whether anybody wants to know how far it is. */
export type SoundOrder = { readonly task: SoundTask; readonly watched: boolean }

export type SoundTask =
  | {
      readonly kind: 'convert'
      readonly source: string
      readonly target: string
      readonly shaping: Shaping
      readonly mostBytes?: number | undefined
    }
  | {
      readonly kind: 'parts'
      readonly source: string
      readonly targets: readonly string[]
      readonly shaping: Shaping
    }
  | { readonly kind: 'preview'; readonly source: string; readonly target: string }

/** What it says: how far it is, any number of times, and then how it ended. */
export type SoundNews =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly converted: readonly Converted[] }
  | { readonly kind: 'failed'; readonly code: SoundProblemCode | undefined; readonly detail: string }
