import { z } from 'zod'
import { CallOutcome } from './calls.ts'
import { event, read, topic, write } from './define.ts'
import { E164, Nothing, ProfileId, UtcMs } from './values.ts'

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'day.form')
const Minutes = z.number().min(0).max(1440)

/** A view of the history as a person sets it: periods in whole local days, which may move along with today. */
export const ViewFields = z.strictObject({
  text: z.string().max(100).default(''),
  period: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('any') }),
      z.strictObject({ kind: z.literal('last'), days: z.number().int().min(1).max(3660) }),
      z.strictObject({ kind: z.literal('days'), from: Day.optional(), to: Day.optional() }),
    ])
    .default({ kind: 'any' }),
  number: E164.optional(),
  agent: E164.optional(),
  outcomes: z.array(CallOutcome).max(20).default([]),
  profileIds: z.array(ProfileId).max(50).default([]),
  services: z.array(z.string().max(40)).max(20).default([]),
  reasons: z.array(z.string().max(80)).max(50).default([]),
  wrapUps: z.array(z.string().max(64)).max(50).default([]),
  tags: z.array(z.string().max(40)).max(20).default([]),
  recorded: z.boolean().optional(),
  reviewed: z.boolean().optional(),
  noted: z.boolean().optional(),
  talkFromMinutes: Minutes.optional(),
  talkToMinutes: Minutes.optional(),
})
export type ViewFields = z.output<typeof ViewFields>

const ViewId = z.string().regex(/^[0-9A-Za-z-]{8,64}$/, 'id.form')
export const SavedView = z.object({
  id: ViewId,
  name: z.string(),
  fields: ViewFields,
  createdAt: UtcMs,
})
export type SavedView = z.output<typeof SavedView>

const SavedViews = z.object({ views: z.array(SavedView) })

export const views = topic(
  'views',
  {
    list: read({ doc: 'Saved views of the history, oldest first.', input: Nothing, output: SavedViews }),
    save: write({
      doc: 'Keep a view, or give a kept one another name or other filters.',
      input: z.strictObject({ id: ViewId, name: z.string().trim().min(1).max(60), fields: ViewFields }),
      output: SavedViews,
    }),
    remove: write({ doc: 'Forget a view.', input: z.strictObject({ id: ViewId }), output: SavedViews }),
  },
  { changed: event('The saved views after a change, whole.', SavedViews) },
)
