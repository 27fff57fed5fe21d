import { createWriteStream } from 'node:fs'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import writeXlsxFile from 'write-excel-file/node'
import type { Call } from '../../domain/calls/index.ts'
import { outcomeLabel } from '../../domain/explain/index.ts'
import { openReader } from '../store/index.ts'

export const FORMATS = ['jsonl', 'csv', 'xlsx'] as const

type Format = (typeof FORMATS)[number]

const isFormat = (text: string): text is Format => FORMATS.some((format) => format === text)

/** Columns of the table formats. Times in UTC; numbers and ids as text, so that a spreadsheet keeps them. */
const COLUMNS: readonly { heading: string; of: (call: Call) => string | number | undefined }[] = [
  { heading: 'call id', of: (call) => call.id },
  { heading: 'session id', of: (call) => call.sessionId },
  { heading: 'profile', of: (call) => call.profileId },
  { heading: 'service', of: (call) => call.service },
  { heading: 'started (UTC)', of: (call) => new Date(call.startedAt).toISOString() },
  {
    heading: 'ended (UTC)',
    of: (call) => (call.end?.at === undefined ? undefined : new Date(call.end.at).toISOString()),
  },
  { heading: 'leg A', of: (call) => call.a.number },
  { heading: 'leg A sees', of: (call) => call.a.display },
  { heading: 'leg B', of: (call) => call.b?.number },
  { heading: 'leg B sees', of: (call) => call.b?.display },
  { heading: 'outcome', of: (call) => call.outcome },
  { heading: 'outcome in words', of: (call) => outcomeLabel(call.outcome, 'en') },
  { heading: 'state code', of: (call) => call.end?.stateCode },
  { heading: 'teardown point', of: (call) => call.end?.teardownPoint },
  { heading: 'talk seconds', of: (call) => (call.talkMs === undefined ? undefined : call.talkMs / 1000) },
  { heading: 'billed minutes A', of: (call) => call.billedMinutes?.a },
  { heading: 'billed minutes B', of: (call) => call.billedMinutes?.b },
  { heading: 'keys', of: (call) => call.digits },
  { heading: 'recording', of: (call) => call.recording },
]

/**
 * Writes every call, oldest first. Runs beside the application that owns the data.
 *
 * @throws Error when the format is unknown or the data directory holds no history
 */
export async function exportHistory(options: {
  dataDir: string
  format: string
  out?: string
}): Promise<void> {
  if (!isFormat(options.format)) throw new Error(`--format is ${FORMATS.join(', ')}, not ${options.format}`)
  const reader = await openReader({ dataDir: options.dataDir })
  try {
    const target = options.out === undefined ? process.stdout : createWriteStream(options.out)
    await WRITERS[options.format](reader.eachCall(), target)
  } finally {
    await reader.close()
  }
}

const WRITERS: Readonly<Record<Format, (calls: AsyncIterable<Call>, target: Writable) => Promise<void>>> = {
  async jsonl(calls, target) {
    await flow(
      (async function* () {
        for await (const call of calls) yield `${JSON.stringify(call)}\n`
      })(),
      target,
    )
  },
  async csv(calls, target) {
    // The mark makes spreadsheets read UTF-8; a leading apostrophe keeps `+86…` text and defuses formulas.
    const table = stringify({ bom: true, header: false, escape_formulas: true })
    table.write(COLUMNS.map((column) => column.heading))
    const filling = (async () => {
      for await (const call of calls) table.write(COLUMNS.map((column) => column.of(call) ?? ''))
      table.end()
    })()
    await Promise.all([flow(table, target), filling])
  },
  async xlsx(calls, target) {
    const rows: Cell[][] = [COLUMNS.map((column) => ({ value: column.heading, fontWeight: 'bold' }))]
    for await (const call of calls) rows.push(COLUMNS.map((column) => cellOf(column.of(call))))
    await flow(Readable.from([await writeXlsxFile(rows).toBuffer()]), target)
  },
}

type Cell = { value: string | number; fontWeight?: 'bold' } | null

const cellOf = (value: string | number | undefined): Cell => (value === undefined ? null : { value })

async function flow(source: AsyncIterable<string> | Readable, target: Writable): Promise<void> {
  const readable = source instanceof Readable ? source : Readable.from(source)
  await pipeline(readable, target, { end: target !== process.stdout })
}
