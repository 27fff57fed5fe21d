import { z } from 'zod'
import type { Direction, Observed } from '../../../domain/bindings/index.ts'
import { isSubscriptionId } from '../../../domain/values.ts'

/** Forms that all modes share on the wire (private-number-axb-ax.md §0.2, private-number-axe-axyb-x.md §1.3). */

export const flag = (value: boolean): 'true' | 'false' => (value ? 'true' : 'false')

const DIRECTION_NUMBER = { both: 0, fromA: 1, toA: 2 } as const
export const directionNumber = (direction: Direction): 0 | 1 | 2 => DIRECTION_NUMBER[direction]

const DIRECTIONS: ReadonlyMap<number, Direction> = new Map([
  [0, 'both'],
  [1, 'fromA'],
  [2, 'toA'],
])

export const MATCH = { strict: '0', loose: '1' } as const

/** The same without what is absent: an absent parameter is not sent. */
export function present<T extends object>(body: T): T {
  const kept = { ...body }
  for (const [name, value] of Object.entries(kept))
    if (value === undefined) Reflect.deleteProperty(kept, name)
  return kept
}

/** Parameters of a URL, without those that are absent. */
export function params(given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

export type PreVoice = { callerHintTone?: string; calleeHintTone?: string }

export function preVoice(a: string | undefined, b: string | undefined): PreVoice | undefined {
  if (a === undefined && b === undefined) return undefined
  return {
    ...(a === undefined ? {} : { callerHintTone: a }),
    ...(b === undefined ? {} : { calleeHintTone: b }),
  }
}

/**
 * Fields of answers. What cannot be read is no value: a query whose one field is odd still tells of the binding.
 * Numbers come as text or as numbers, switches as text or as truth values (both are seen).
 */
const blank = z.union([z.null(), z.string().regex(/^\s*$/)]).transform(() => undefined)
const tolerant = <T>(form: z.ZodType<T>) => z.union([blank, form]).optional().catch(undefined)

export const text = tolerant(z.union([z.string(), z.number()]).transform(String))
export const integer = tolerant(
  z.union([
    z.int(),
    z
      .string()
      .trim()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ]),
)
export const truth = tolerant(
  z.union([
    z.boolean(),
    z.union([z.int(), z.string()]).transform((value) => /^\s*(?:1|true)\s*$/i.test(`${value}`)),
  ]),
)
export const direction = tolerant(
  z
    .union([
      z.int(),
      z
        .string()
        .regex(/^[012]$/)
        .transform(Number),
    ])
    .transform((value, context): Direction => {
      const read = DIRECTIONS.get(value)
      if (read !== undefined) return read
      context.addIssue('not a direction')
      return z.NEVER
    }),
)
export const subscription = z.union([z.string(), z.int()]).transform(String).refine(isSubscriptionId)
export const tones = tolerant(z.object({ callerHintTone: text, calleeHintTone: text }))

/** The items of a list that can be read; `undefined` when there is no list. */
export function readList(
  list: unknown,
  read: (item: unknown) => Observed | undefined,
): Observed[] | undefined {
  if (!Array.isArray(list)) return undefined
  return list.flatMap((item) => read(item) ?? [])
}

export const field = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
