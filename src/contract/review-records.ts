import { z } from 'zod'
import { CallId, DurationMs, E164, ReviewId, SessionId, UtcMs } from './values.ts'

const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'hash.form')
const Text = z.string().max(4000)

export const Reviewer = z.strictObject({ id: ReviewId, name: z.string().trim().min(1).max(60) })
export type Reviewer = z.output<typeof Reviewer>

const ReviewedCall = z.strictObject({
  callId: CallId,
  sessionId: SessionId.optional().describe('By which the same call is found on another machine'),
  startedAt: UtcMs,
  talkMs: DurationMs.optional(),
  agent: E164.optional().describe("The agent's own number: whose work it is"),
})

const written = {
  id: ReviewId,
  by: Reviewer,
  at: UtcMs,
  replaces: z.array(Hash).max(100).describe('Versions that the writer saw and put this one in place of'),
  removed: z.boolean(),
}

const Mark = z.strictObject({
  kind: z.literal('mark'),
  ...written,
  call: ReviewedCall,
  fromMs: DurationMs,
  toMs: DurationMs.optional(),
  text: Text.describe('Empty: a marker'),
})

export const CardItem = z.strictObject({
  id: z.string().min(1).max(64),
  text: z.string().trim().min(1).max(300),
  weight: z.number().min(0).max(1000),
  instantFail: z.boolean(),
})
export type CardItem = z.output<typeof CardItem>

export const CardItems = z
  .array(CardItem)
  .min(1)
  .max(60)
  .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, 'items.twice')

export const Card = z.strictObject({
  kind: z.literal('card'),
  ...written,
  name: z.string().trim().min(1).max(80),
  items: CardItems,
})
export type Card = z.output<typeof Card>

const Task = z.strictObject({
  kind: z.literal('task'),
  ...written,
  call: ReviewedCall,
  cardId: ReviewId,
  assignee: Reviewer.optional().describe('Absent: whoever takes it'),
})

export const Answers = z
  .array(
    z.strictObject({
      itemId: z.string().min(1).max(64),
      verdict: z.enum(['met', 'partly', 'missed', 'notApplicable']),
      note: Text.optional(),
    }),
  )
  .max(60)

export const Score = z.strictObject({
  kind: z.literal('score'),
  ...written,
  call: ReviewedCall,
  taskId: ReviewId.optional(),
  card: Hash.describe('The version of the card that was scored with; a later one changes no score'),
  answers: Answers,
  note: Text,
})
export type Score = z.output<typeof Score>

export const ReviewRecord = z.discriminatedUnion('kind', [Mark, Card, Task, Score])
export type ReviewRecord = z.output<typeof ReviewRecord>

/** One thing with the versions of it that no other has replaced: more than one were written apart. */
const current = <R extends z.ZodType>(record: R) =>
  z.object({ id: ReviewId, heads: z.array(z.object({ hash: Hash, record })).min(1) })

export const CurrentMark = current(Mark)
export type CurrentMark = z.output<typeof CurrentMark>
export const CurrentCard = current(Card)
export type CurrentCard = z.output<typeof CurrentCard>
export const CurrentTask = current(Task)
export type CurrentTask = z.output<typeof CurrentTask>
export const CurrentScore = current(Score)
export type CurrentScore = z.output<typeof CurrentScore>
export { Hash as RecordHash }
