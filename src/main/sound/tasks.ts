import type { Shaping } from '../../domain/sound/index.ts'
import type { Converted } from './convert.ts'
import type { Cut, Segment } from './cut/segment.ts'
import type { SoundProblemCode } from './problem.ts'

/** What a thread is told: what to do, or what another one made for it. */
export type SoundOrder =
  | {
      readonly kind: 'begin'
      /** Told with what belongs to this task. */
      readonly id: number
      readonly task: SoundTask
      /** Whether anybody wants to know how far it is. */
      readonly watched: boolean
      /** Whether another thread may be free to help. */
      readonly mayGetHelp: boolean
    }
  | { readonly kind: 'help'; readonly id: number; readonly segment: Segment | undefined }

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
  | { readonly kind: 'segment'; readonly cut: Cut }

/** What it says: how far it is and what it could be helped with, any number of times, and then how it ended. */
export type SoundNews =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'getHelp'; readonly id: number; readonly cut: Cut }
  | ({ readonly kind: 'done' } & SoundOutcome)
  | { readonly kind: 'failed'; readonly code: SoundProblemCode | undefined; readonly detail: string }

export type SoundOutcome = { readonly converted: readonly Converted[]; readonly segment?: Segment }
