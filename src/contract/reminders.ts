import { z } from 'zod'
import { event, read, topic, write } from './define.ts'
import { CallId, E164, Nothing, UtcMs } from './values.ts'

const ReminderId = z.string().regex(/^[0-9A-Za-z-]{8,64}$/, 'id.form')

/** A promise to call somebody back. */
export const Reminder = z.object({
  id: ReminderId,
  revision: z.number().int(),
  callId: CallId.optional().describe('The call it was promised in'),
  number: E164,
  note: z.string(),
  dueAt: UtcMs,
  doneAt: UtcMs.optional(),
})
export type Reminder = z.output<typeof Reminder>

export const reminders = topic(
  'reminders',
  {
    list: read({
      doc: 'Reminders that are not done, the one due first at the head.',
      input: Nothing,
      output: z.object({ reminders: z.array(Reminder) }),
    }),
    save: write({
      doc: 'Set a reminder, or move it to another time.',
      input: z.strictObject({
        id: ReminderId.describe('Made by the screen'),
        callId: CallId.optional(),
        number: E164,
        note: z.string().trim().max(200),
        dueAt: UtcMs,
      }),
      output: Reminder,
    }),
    finish: write({
      doc: 'Done, or not done after all.',
      input: z.strictObject({ id: ReminderId, done: z.boolean() }),
      output: Reminder,
      errors: ['reminder.notFound'],
    }),
  },
  {
    changed: event('A reminder after a change, whole.', Reminder),
    due: event('The time of a reminder has come.', Reminder),
  },
)
