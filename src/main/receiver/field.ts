import { z } from 'zod'
import { parsePlatformTime } from '../../domain/time/index.ts'
import type { UtcMs } from '../../domain/values.ts'

/** Why a part of a push could not be read: where it stands and what is wrong. Holds nothing of its value. */
export type PushProblem = { readonly path: string; readonly reason: string }

export type PushObject = Readonly<Record<string, unknown>>

const OBJECT = z.record(z.string(), z.unknown())

/** @returns `undefined` for anything but a JSON object */
export function objectOf(value: unknown): PushObject | undefined {
  return OBJECT.safeParse(value).data
}

type Form<T> = { readonly schema: z.ZodType<T>; readonly reason: string }

const TEXT: Form<string> = {
  schema: z.union([z.string(), z.number(), z.boolean()]).transform(String),
  reason: 'not text',
}

const WHOLE: Form<number> = {
  schema: z.union([
    z.int(),
    z
      .string()
      .trim()
      .regex(/^-?\d{1,15}$/)
      .transform(Number),
  ]),
  reason: 'not a whole number',
}

const TIME: Form<UtcMs> = {
  schema: z.union([z.string(), z.number()]).transform((raw, context): UtcMs => {
    const time = parsePlatformTime(raw)
    if (time !== undefined) return time
    context.addIssue('not a time')
    return z.NEVER
  }),
  reason: 'not a time',
}

const FLAG: Form<boolean> = {
  schema: z.union([
    z.boolean(),
    z.int().transform((flag) => flag === 1),
    z
      .string()
      .trim()
      .regex(/^(?:[01]|true|false)$/)
      .transform((flag) => flag === '1' || flag === 'true'),
  ]),
  reason: 'not 0 or 1',
}

export type Fields = {
  text(name: string): string | undefined
  whole(name: string): number | undefined
  time(name: string): UtcMs | undefined
  flag(name: string): boolean | undefined
}

/**
 * Reads the fields of one object of a push as tolerantly as the pages demand (voice-call.md §6, §7): absent,
 * `null` and blank text are the same; a number may stand as text and text as a number. A value that cannot
 * be read is noted among the problems and counts as absent.
 *
 * @param path where the object stands, for the problems
 */
export function fieldsOf(object: PushObject, path: string, problems: PushProblem[]): Fields {
  const read = <T>(name: string, { schema, reason }: Form<T>): T | undefined => {
    const raw = Object.hasOwn(object, name) ? object[name] : undefined
    if (raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '')) return undefined
    const parsed = schema.safeParse(raw)
    if (parsed.success) return parsed.data
    problems.push({ path: `${path}.${name}`, reason })
    return undefined
  }
  return {
    text: (name) => read(name, TEXT),
    whole: (name) => read(name, WHOLE),
    time: (name) => read(name, TIME),
    flag: (name) => read(name, FLAG),
  }
}

/** The values that are known: an absent key, never `undefined`. A field that is left out does not compile. */
export function known<T extends object>(fields: { readonly [K in keyof T]-?: T[K] | undefined }): Partial<T> {
  const kept: Partial<T> = {}
  for (const name in fields) {
    const value = fields[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}
