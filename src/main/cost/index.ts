import { z } from 'zod'
import { type CostRow, MOST_EXPORTED, Price } from '../../contract/cost.ts'
import type { Handlers } from '../../contract/index.ts'
import {
  type Bill,
  dayText,
  monthsOf,
  type Part,
  type PriceTable,
  parseDay,
  priced,
  pricedBy,
  priceTable,
} from '../../domain/billing/index.ts'
import { isE164 } from '../../domain/values.ts'
import type { Audit } from '../audit/index.ts'
import { type Shelf, tableFile } from '../exports/index.ts'
import { writeWhole } from '../files/index.ts'
import type { Privacy } from '../privacy/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { CostFigures, CostPeriod, NumberParts, Store } from '../store/index.ts'
import type { Tasks } from '../tasks/index.ts'
import { costColumns } from './columns.ts'

type Grouping = 'day' | 'profile' | 'agent' | 'number'
type Asked = { from: string; to: string; profileIds?: readonly string[] | undefined; groupBy: Grouping }
type Rows = { readonly rows: readonly CostRow[]; readonly groups: number }
type Named = { readonly id: string; readonly name: string; readonly numbers: readonly string[] }

const KEY = 'prices'
/** As many rows as a person reads; the export holds more. */
const SHOWN = 200
/** Rows written at once: a few milliseconds of work. */
const BATCH = 200

const ProfileFields = z.object({
  name: z.string().catch(''),
  displayNumbers: z.array(z.string()).catch([]),
  privateNumbers: z.array(z.string()).catch([]),
})

/** Billed minutes, and what they cost by the person's own price table. */
export async function createCost(options: {
  store: Pick<
    Store,
    'setting' | 'saveSetting' | 'profiles' | 'costFigures' | 'agentSums' | 'customerSums' | 'namesOf'
  >
  tasks: Tasks
  shelf: Shelf
  audit: Pick<Audit, 'record'>
  privacy: Pick<Privacy, 'forFiles' | 'masking'>
  publish: Publish
  nextRevision: () => number
}): Promise<Handlers<'cost'>> {
  const { store, tasks, shelf, audit, privacy, publish, nextRevision } = options
  let prices = z
    .array(Price)
    .catch([])
    .parse(await store.setting(KEY))
  let revision = nextRevision()

  async function profiles(): Promise<readonly Named[]> {
    return (await store.profiles()).map(({ id, fields }) => {
      const { name, displayNumbers, privateNumbers } = ProfileFields.parse(fields)
      return { id, name, numbers: [...displayNumbers, ...privateNumbers] }
    })
  }

  async function byNumber(found: readonly NumberParts[], table: PriceTable): Promise<CostRow[]> {
    const names = new Map<string, string>()
    for (let at = 0; at < found.length; at += BATCH) {
      const numbers = found.slice(at, at + BATCH).map(({ number }) => number)
      for (const { number, name } of await store.namesOf(numbers.filter(isE164))) names.set(number, name)
    }
    return found.map(({ number, parts }) => named(number, names.get(number), priced(parts, table)))
  }

  async function rowsOf(
    asked: Asked,
    days: readonly Part[],
    known: readonly Named[],
    table: PriceTable,
    { limit, signal }: { limit: number; signal: Pick<AbortSignal, 'aborted'> },
  ): Promise<Rows> {
    const period = periodOf(asked)
    switch (asked.groupBy) {
      case 'day': {
        const rows = pricedBy(days, table, ({ day }) => dayText(day))
        return { rows, groups: rows.length }
      }
      case 'profile': {
        const names = new Map<string, string>(known.map(({ id, name }) => [id, name]))
        const rows = pricedBy(days, table, ({ profileId }) => profileId)
          .map(({ key, ...bill }) => named(key, names.get(key), bill))
          .sort((one, other) => minutesOf(other) - minutesOf(one))
        return { rows, groups: rows.length }
      }
      case 'agent':
      case 'number': {
        const borders = table.bordersWithin(period.from, period.to)
        const { numbers, total } =
          asked.groupBy === 'agent'
            ? await store.agentSums(period, borders, limit)
            : await store.customerSums(period, borders, limit, signal)
        return { rows: await byNumber(numbers, table), groups: total }
      }
    }
  }

  return {
    prices: () => ({ revision, prices }),
    async savePrices(input) {
      await store.saveSetting(KEY, input.prices)
      prices = input.prices
      revision = nextRevision()
      publish({ name: 'cost.pricesChanged', payload: { revision } })
      return { revision, prices }
    },
    async report(asked, { signal }) {
      const table = priceTable(prices)
      const period = periodOf(asked)
      const [figures, known] = await Promise.all([store.costFigures(period), profiles()])
      const { rows, groups } = await rowsOf(asked, figures.days, known, table, { limit: SHOWN, signal })
      const only: readonly string[] | undefined = asked.profileIds
      const wanted = known.filter(({ id }) => only === undefined || only.includes(id))
      return {
        total: priced(figures.days, table),
        // Days are few and a chart needs them all; the rest is cut.
        rows: asked.groupBy === 'day' ? [...rows] : rows.slice(0, SHOWN),
        groups,
        days: pricedBy(figures.days, table, ({ day }) => dayText(day)).map(({ key, ...bill }) => ({
          day: key,
          ...bill,
        })),
        hours: [...figures.hours],
        reasons: [...figures.reasons],
        messages: messageCharge(figures, table),
        rent: rentCharge(wanted, period, table),
        hasPrices: prices.length > 0,
      }
    },
    async export({ format, headings, ...asked }) {
      const table = priceTable(prices)
      const taskId = tasks.start({ kind: 'costExport', params: { format } }, async ({ signal, progress }) => {
        const [figures, known] = await Promise.all([store.costFigures(periodOf(asked)), profiles()])
        const { rows } = await rowsOf(asked, figures.days, known, table, { limit: MOST_EXPORTED, signal })
        const file = shelf.place(`voicedesk-cost-${asked.from}-${asked.to}.${format}`)
        async function* batches() {
          for (let at = 0; at < rows.length; at += BATCH) {
            signal.throwIfAborted()
            yield rows.slice(at, at + BATCH).map((row) => ({ ...row, key: privacy.forFiles(row.key) }))
            progress({ done: Math.min(rows.length, at + BATCH), total: rows.length })
          }
        }
        await writeWhole(
          file.path,
          tableFile(format, batches(), {
            columns: costColumns(asked.groupBy),
            headings,
            encoding: 'utf-8',
            name: 'Cost',
          }),
        )
        await audit.record({
          action: 'export.made',
          subject: file.id,
          params: { kind: 'cost', rows: rows.length, format, masked: privacy.masking() },
        })
        return { resultPath: file.resultPath }
      })
      return { taskId }
    },
  }
}

const named = (key: string, name: string | undefined, bill: Bill): CostRow =>
  name === undefined || name === '' ? { key, ...bill } : { key, name, ...bill }

const minutesOf = ({ minutesA, minutesB }: Bill): number => minutesA + minutesB

const dayOf = (text: string): number => {
  const day = parseDay(text)
  if (day === undefined) throw new Error('the schema lets only days through')
  return day
}

const periodOf = ({ from, to, profileIds }: Asked): CostPeriod => ({
  from: dayOf(from),
  to: dayOf(to),
  profileIds,
})

type Charge = { units: number; amount: number; unpriced: number }

const chargeOf = (lines: readonly { units: number; price: number | undefined }[]): Charge =>
  lines.reduce<Charge>(
    (sum, { units, price }) => ({
      units: sum.units + units,
      amount: sum.amount + units * (price ?? 0),
      unpriced: sum.unpriced + (price === undefined ? units : 0),
    }),
    { units: 0, amount: 0, unpriced: 0 },
  )

const messageCharge = ({ messages }: CostFigures, table: PriceTable): Charge =>
  chargeOf(
    messages.map(({ day, profileId, parts }) => ({ units: parts, price: table.on('sms', profileId, day) })),
  )

/**
 * Numbers are paid by the calendar month, also for a part of one (numbers-and-billing.md §2). Only the numbers
 * that the profiles have now are known.
 */
function rentCharge(known: readonly Named[], { from, to }: CostPeriod, table: PriceTable): Charge {
  const months = monthsOf(from, to)
  const counted = new Set<string>()
  return chargeOf(
    known.flatMap(({ id, numbers }) => {
      // Several profiles may share an application, and so its numbers.
      const own = numbers.filter((number) => !counted.has(number))
      for (const number of own) counted.add(number)
      return months.map((day) => ({
        units: new Set(own).size,
        // The price of the first day of the month that is looked at.
        price: table.on('numberMonth', id, Math.max(day, from)),
      }))
    }),
  )
}
