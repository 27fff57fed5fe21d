import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { readSheet } from 'read-excel-file/node'
import { z } from 'zod'
import { Call } from '../../contract/calls.ts'
import type { Call as StoredCall } from '../../domain/calls/index.ts'
import { type Column, callFromRow, columnByHeading, unprotectCell } from '../../domain/exports/index.ts'

/** One row of a file that was handed in: the call, or where it cannot be read. */
export type ReadRow =
  | { readonly call: StoredCall }
  | { readonly problem: { readonly row: number; readonly column: string } }

/** The file is none of ours: neither JSON lines nor a table with our headings. */
export class NoTable extends Error {}

/** Rows of an exported file of any format and encoding, in order; the format is told by the content. */
export async function* readCalls(path: string): AsyncIterable<ReadRow> {
  const head = await headOf(path)
  if (head.subarray(0, 2).toString() === 'PK') yield* fromTable(xlsxRows(path))
  else if (/^\ufeff?\s*\{/.test(head.toString())) yield* fromLines(path)
  else yield* fromTable(csvRows(path, encodingOf(head)))
}

const HEAD_BYTES = 65_536

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** UTF-8 when it can be; a sign cut at the end of the piece does not speak against it. */
function encodingOf(head: Buffer): 'utf-8' | 'gb18030' {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}

async function* fromLines(path: string): AsyncIterable<ReadRow> {
  let row = 0
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    row += 1
    if (line.trim() === '') continue
    const read = Call.safeParse(parsedJson(line))
    if (read.success) yield { call: read.data }
    else yield { problem: { row, column: String(read.error.issues[0]?.path[0] ?? 'JSON') } }
  }
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

type Row = { readonly row: number; readonly cells: readonly string[] }

async function* csvRows(path: string, encoding: string): AsyncIterable<Row> {
  const decoder = new TextDecoder(encoding)
  const text = Readable.from(decoded(createReadStream(path), decoder))
  let row = 0
  for await (const cells of text.pipe(parse({ bom: true, relax_column_count: true }))) {
    row += 1
    yield { row, cells: Cells.parse(cells).map(unprotectCell) }
  }
}

async function* decoded(
  chunks: AsyncIterable<Uint8Array>,
  decoder: InstanceType<typeof TextDecoder>,
): AsyncIterable<string> {
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

const Cells = z.array(z.string())

async function* xlsxRows(path: string): AsyncIterable<Row> {
  const rows = await readSheet(path, { trim: false })
  for (const [at, cells] of rows.entries()) {
    yield { row: at + 1, cells: cells.map((cell) => (cell === null ? '' : String(cell))) }
  }
}

async function* fromTable(rows: AsyncIterable<Row>): AsyncIterable<ReadRow> {
  let columns: readonly (Column | undefined)[] | undefined
  for await (const { row, cells } of rows) {
    if (columns === undefined) {
      columns = cells.map(columnByHeading)
      if (!columns.some((column) => column?.id === 'id')) throw new NoTable('no column of call ids')
      continue
    }
    if (cells.every((cell) => cell === '')) continue
    const named = columns.flatMap((column, at) =>
      column === undefined ? [] : [[column.id, cells[at] ?? ''] as const],
    )
    const read = callFromRow(new Map(named))
    yield read.ok ? { call: read.call } : { problem: { row, column: read.problem.column } }
  }
  if (columns === undefined) throw new NoTable('an empty file')
}
