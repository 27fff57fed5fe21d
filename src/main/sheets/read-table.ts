import { readFile, stat } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse/sync'
import readXlsxFile, { InvalidInputError, InvalidSpreadsheetError } from 'read-excel-file/node'
import { type HowToRead, SheetProblem } from './tasks.ts'

/** A list of so many people is no campaign any more; the memory of the thread is bounded by it. */
const MOST_ROWS = 200_000
const MOST_BYTES = 64 * 1024 * 1024
/** Cells are cut, and columns beyond these are left out: a value of a template has 32 bytes. */
const MOST_COLUMNS = 60
const MOST_CELL = 200

export type Table = {
  readonly sheets: readonly string[]
  readonly name: string | undefined
  readonly encoding: Exclude<HowToRead['encoding'], 'auto'>
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Reads a CSV or an XLSX as a table of texts, without rows that hold nothing. @throws SheetProblem */
export async function readTable(path: string, how: HowToRead): Promise<Table> {
  if ((await stat(path)).size > MOST_BYTES) throw new SheetProblem('tooBig')
  const read = /\.xlsx$/i.test(how.fileName)
    ? await readXlsx(path, how)
    : /\.(?:csv|tsv|txt)$/i.test(how.fileName)
      ? readCsv(await readFile(path), how)
      : undefined
  if (read === undefined) throw new SheetProblem('format')
  const filled = read.cells.map(tidied).filter((row) => row.some((cell) => cell !== ''))
  const first = how.headings ? filled.shift() : undefined
  if (filled.length === 0) throw new SheetProblem('empty')
  if (filled.length > MOST_ROWS) throw new SheetProblem('tooManyRows')
  const width = Math.min(
    MOST_COLUMNS,
    filled.reduce((most, row) => Math.max(most, row.length), first?.length ?? 0),
  )
  const even = (row: readonly string[]) => Array.from({ length: width }, (_, at) => row[at] ?? '')
  return { ...read, headings: even(first ?? []), rows: filled.map(even) }
}

const tidied = (row: readonly unknown[]): string[] =>
  row.map((cell) => textOf(cell).replace(/\s+/g, ' ').trim().slice(0, MOST_CELL))

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return dateText(cell)
  return String(cell)
}

/** As `${DATE}` wants it, with the time where there is one; a spreadsheet knows no zone. */
function dateText(at: Date): string {
  const [date = '', time = ''] = at.toISOString().slice(0, 16).split('T')
  return time === '00:00' ? date.replaceAll('-', '/') : `${date.replaceAll('-', '/')} ${time}`
}

async function readXlsx(path: string, how: HowToRead) {
  try {
    // Numbers stay as they are written: a telephone number is longer than a number is exact in places.
    const all = await readXlsxFile(path, { parseNumber: plainNumber })
    const found = how.name === undefined ? all[0] : all.find(({ sheet }) => sheet === how.name)
    if (found === undefined) throw new SheetProblem('sheet')
    const sheets = all.map(({ sheet }) => sheet)
    return { sheets, name: found.sheet, encoding: 'utf-8' as const, cells: found.data }
  } catch (problem) {
    if (problem instanceof SheetProblem) throw problem
    if (problem instanceof InvalidInputError) throw new SheetProblem('format', problem.code)
    if (problem instanceof InvalidSpreadsheetError) throw new SheetProblem('damaged', problem.message)
    throw new SheetProblem('damaged', problem instanceof Error ? problem.message : '')
  }
}

/** `1.3800000001E10` is how a spreadsheet keeps a number that somebody typed without care. */
const plainNumber = (written: string): string =>
  /e/i.test(written) && Number.isSafeInteger(Number(written)) ? String(Number(written)) : written

function readCsv(bytes: Uint8Array, how: HowToRead) {
  const { text, encoding } = decoded(bytes, how.encoding)
  try {
    const cells = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      bom: true,
    })
    return { sheets: [], name: undefined, encoding, cells }
  } catch (problem) {
    throw new SheetProblem('quotes', problem instanceof CsvError ? problem.code : '')
  }
}

/** What separates the cells of the first line: whichever of these it has most of. */
function delimiterOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/))
  const count = (sign: string) => line.split(sign).length
  return [',', '\t', ';', '，'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function decoded(bytes: Uint8Array, wanted: HowToRead['encoding']) {
  const encoding = wanted === 'auto' ? encodingOf(bytes) : wanted
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
  } catch {
    throw new SheetProblem('encoding')
  }
}

/** By the byte order mark, else UTF-8 if it is valid, else what Chinese spreadsheets write. */
function encodingOf(bytes: Uint8Array): Exclude<HowToRead['encoding'], 'auto'> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}
