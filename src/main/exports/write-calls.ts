import { once } from 'node:events'
import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import iconv from 'iconv-lite'
import yazl from 'yazl'
import type { Call } from '../../domain/calls/index.ts'
import {
  type CellValue,
  type Column,
  type HeadingLanguage,
  protectCell,
  type TableColumn,
} from '../../domain/exports/index.ts'
import { sheetEnd, sheetRow, sheetStart, workbookParts } from './sheet-xml.ts'

export type CallsFormat = 'csv' | 'xlsx' | 'jsonl'

export type CallsTable = {
  readonly columns: readonly Column[]
  readonly headings: HeadingLanguage
  readonly encoding: 'utf-8' | 'gbk'
}

type Table<T> = Omit<CallsTable, 'columns'> & {
  readonly columns: readonly TableColumn<T>[]
  /** Name of the sheet in a workbook. */
  readonly name: string
}

type Batches<T> = AsyncIterable<readonly T[]>

/** The bytes of any table, as its rows come. */
export const tableFile = <T>(
  format: 'csv' | 'xlsx',
  batches: Batches<T>,
  table: Table<T>,
): AsyncIterable<Uint8Array> => (format === 'csv' ? csv(batches, table) : xlsx(batches, table))

/** The bytes of a file of calls, as they come: memory holds a batch, never the file. */
export function callsFile(
  format: CallsFormat,
  batches: Batches<Call>,
  table: CallsTable,
): AsyncIterable<Uint8Array> {
  return format === 'jsonl' ? jsonLines(batches) : tableFile(format, batches, { ...table, name: 'Calls' })
}

async function* jsonLines(batches: Batches<Call>): AsyncIterable<Uint8Array> {
  for await (const calls of batches)
    yield Buffer.from(calls.map((call) => `${JSON.stringify(call)}\n`).join(''))
}

/** RFC 4180, with CRLF; the mark makes spreadsheets read UTF-8. */
async function* csv<T>(
  batches: Batches<T>,
  { columns, headings, encoding }: Table<T>,
): AsyncIterable<Uint8Array> {
  const lines = (rows: CellValue[][]) => {
    const text = stringify(rows, { record_delimiter: 'windows' })
    return encoding === 'gbk' ? iconv.encode(text, 'gb18030') : Buffer.from(text)
  }
  if (encoding === 'utf-8') yield Buffer.from('\ufeff')
  yield lines([columns.map(({ heading }) => heading[headings])])
  for await (const rows of batches) {
    if (rows.length === 0) continue
    yield lines(
      rows.map((row) =>
        columns.map(({ read }) => {
          const value = read(row, headings)
          return typeof value === 'string' ? protectCell(value) : value
        }),
      ),
    )
  }
}

/** A sheet holds 1,048,576 rows at most; the heading is one of them. */
const ROWS_A_SHEET = 1_000_000

/**
 * A workbook whose texts are text cells: nothing in them is run, `+86…` and long ids stay as they are. More
 * rows than a sheet holds go on in the next.
 */
async function* xlsx<T>(
  batches: Batches<T>,
  { columns, headings, name }: Table<T>,
): AsyncIterable<Uint8Array> {
  const zip = new yazl.ZipFile()
  const source = batches[Symbol.asyncIterator]()
  let rest: readonly T[] = []
  let over = false

  async function* sheet(): AsyncGenerator<Buffer> {
    yield Buffer.from(
      sheetStart(columns.length) +
        sheetRow(
          1,
          columns.map(({ heading }) => heading[headings]),
          true,
        ),
    )
    for (let row = 1; row <= ROWS_A_SHEET && !over; ) {
      if (rest.length === 0) {
        const next = await source.next()
        if (next.done === true) {
          over = true
          break
        }
        rest = next.value
      }
      const fitting = rest.slice(0, ROWS_A_SHEET - row + 1)
      rest = rest.slice(fitting.length)
      let xml = ''
      for (const one of fitting) {
        row += 1
        xml += sheetRow(
          row,
          columns.map(({ read }) => read(one, headings)),
        )
      }
      if (xml !== '') yield Buffer.from(xml)
    }
    yield Buffer.from(sheetEnd())
  }

  const filling = (async () => {
    let sheets = 0
    do {
      sheets += 1
      const stream = Readable.from(sheet(), { objectMode: false })
      zip.addReadStream(stream, `xl/worksheets/sheet${sheets}.xml`)
      await once(stream, 'end')
    } while (!over)
    for (const [path, text] of workbookParts(sheets, name)) zip.addBuffer(Buffer.from(text), path)
    zip.end()
  })()
  filling.catch((problem: unknown) => {
    const output = zip.outputStream
    if (output instanceof Readable) output.destroy(problem instanceof Error ? problem : new Error('no table'))
  })
  for await (const chunk of zip.outputStream) yield Buffer.from(chunk)
  await filling
}
