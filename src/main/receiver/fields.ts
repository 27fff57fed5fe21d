import { z } from 'zod'
import { parsePlatformTime } from '../../domain/time/index.ts'
import { isSessionId, type UtcMs } from '../../domain/values.ts'

/** Blank text and null are no value in every push (numbers-and-billing.md §4). */
const blank = z.union([z.null(), z.string().regex(/^\s*$/)]).transform(() => undefined)

/**
 * A field that cannot be read is no value, and its push is not refused for it: a status is never sent again,
 * and the push itself is kept as it came. `unread` tells of it.
 */
const tolerant = <T>(form: z.ZodType<T>) => z.union([blank, form]).optional().catch(undefined)

export const text = tolerant(z.union([z.string(), z.number()]).transform(String))

/** Integers come as numbers; older pages print some of them as text. */
export const integer = tolerant(
  z.union([
    z.int(),
    z
      .string()
      .trim()
      .regex(/^-?\d{1,15}$/)
      .transform(Number),
  ]),
)

export const time = tolerant(
  z.union([z.string(), z.number()]).transform((value, context): UtcMs => {
    const read = parsePlatformTime(value)
    if (read !== undefined) return read
    context.addIssue('not a time')
    return z.NEVER
  }),
)

/** An integer in the pages, text in the request of the same name (voice-call.md §7); a truth value would do. */
export const flag = tolerant(
  z.union([
    z.boolean(),
    z.union([z.int(), z.string()]).transform((value) => /^\s*(?:1|true)\s*$/i.test(`${value}`)),
  ]),
)

export const session = z
  .union([z.string(), z.int()])
  .transform(String)
  .refine(isSessionId, 'sessionId is missing or too long')

/** Names of the fields that hold something of which nothing could be read. */
export function unread(given: unknown, read: object): string[] {
  const filled = new Map<string, unknown>(
    typeof given === 'object' && given !== null ? Object.entries(given) : [],
  )
  return Object.entries(read).flatMap(([name, value]) => {
    const raw = filled.get(name)
    return value === undefined && raw !== undefined && !blank.safeParse(raw).success ? [name] : []
  })
}

/** Names the field, never its value: the value may hold a number. */
export function whatIsWrong(error: z.ZodError): string {
  const issue = error.issues[0]
  return issue === undefined
    ? 'cannot be read'
    : `${issue.path.join('.') || 'it'} cannot be read (${issue.code})`
}
