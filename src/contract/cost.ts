import { z } from 'zod'
import { isDayText } from '../domain/billing/days.ts'
import { PRICED } from '../domain/billing/prices.ts'
import { CallOutcome } from './calls.ts'
import { event, read, topic, write } from './define.ts'
import { Language, Nothing, ProfileId, TaskId } from './values.ts'

const Day = z.string().refine(isDayText, 'day.form').describe('yyyy-MM-dd, a day of Beijing time')
/** Ten-thousandths of a yuan. */
const Amount = z.number().int().describe('Ten-thousandths of a yuan')

export const Price = z.strictObject({
  item: z
    .enum(PRICED)
    .describe('What a unit costs: a minute of a leg, a part of a text message, a number for a month'),
  profileId: ProfileId.optional().describe('For this profile only; goes before a line for all'),
  from: Day.describe('Holds from this day until a later line for the same begins'),
  amount: Amount.min(0).max(100_000_000),
})
export type Price = z.output<typeof Price>

const Prices = z.object({ revision: z.number().int(), prices: z.array(Price) })

/** At most so many days at once: a year and a month. */
const MOST_DAYS = 400

/** So many groups an export holds at most, those with the most minutes. */
export const MOST_EXPORTED = 100_000
const period = {
  from: Day,
  to: Day.describe('Included'),
  profileIds: z.array(ProfileId).max(100).optional(),
  groupBy: z
    .enum(['day', 'profile', 'agent', 'number'])
    .describe("agent: the caller's own number of a callback; number: the customer's"),
}
const inOrder = ({ from, to }: { from: string; to: string }) => {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  return days >= 0 && days < MOST_DAYS
}

const Bill = z.object({
  calls: z.number().int(),
  ended: z.number().int().describe('Reached the network and are over'),
  answered: z.number().int().describe('Of those that ended'),
  talkMs: z.number().int(),
  minutesA: z.number().int().describe('Billed minutes of leg A: every minute begun'),
  minutesB: z.number().int().describe('Billed minutes of leg B'),
  amount: Amount,
  unpriced: z.number().int().describe('Billed minutes that the price table has no price for'),
})

/** A charge for something other than minutes. */
const Charge = z.object({
  units: z.number().int(),
  amount: Amount,
  unpriced: z.number().int().describe('Units without a price'),
})

const Row = Bill.extend({
  key: z.string().describe('The day, the id of the profile (empty: not known) or the number'),
  name: z.string().optional().describe('Of the contact or the profile'),
})
export type CostRow = z.output<typeof Row>

export const cost = topic(
  'cost',
  {
    report: read({
      doc: 'Billed minutes and what they cost in a period, grouped, with what charts are drawn from. Days are those of Beijing time.',
      input: z.strictObject(period).refine(inOrder, 'period.order'),
      output: z.object({
        total: Bill,
        rows: z.array(Row).describe('Days in order; else the most minutes first, 200 at most'),
        groups: z.number().int().describe('How many rows there are'),
        days: z.array(Bill.extend({ day: Day })).describe('Every day that has calls'),
        hours: z.array(
          z.object({
            hour: z.number().int(),
            calls: z.number().int(),
            ended: z.number().int(),
            answered: z.number().int(),
          }),
        ),
        reasons: z.array(z.object({ outcome: CallOutcome, reason: z.string(), calls: z.number().int() })),
        messages: Charge.describe('Parts of text messages that were sent'),
        rent: Charge.describe('Numbers of the profiles times the calendar months touched'),
        hasPrices: z.boolean(),
      }),
      deadlineMs: 60_000,
    }),
    prices: read({ doc: 'The price table.', input: Nothing, output: Prices }),
    savePrices: write({
      doc: 'Keep the whole price table.',
      input: z.strictObject({ prices: z.array(Price).max(500) }),
      output: Prices,
    }),
    export: write({
      doc: 'Write the rows of a report to a file, in a task whose result is the path of the file.',
      input: z
        .strictObject({ ...period, format: z.enum(['csv', 'xlsx']), headings: Language })
        .refine(inOrder, 'period.order'),
      output: z.object({ taskId: TaskId }),
    }),
  },
  { pricesChanged: event('The price table has a new revision.', z.object({ revision: z.number().int() })) },
)
