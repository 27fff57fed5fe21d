import { stringify } from 'csv-stringify'
import writeXlsxFile from 'write-excel-file/node'
import { writeWhole } from '../files/index.ts'

type Rows = AsyncIterable<readonly (readonly string[])[]>

/** Writes a table of texts: a CSV that spreadsheets read as UTF-8, or an XLSX. */
export async function writeTable(
  path: string,
  format: 'csv' | 'xlsx',
  head: readonly string[],
  rows: Rows,
): Promise<void> {
  if (format === 'csv') {
    // The mark tells spreadsheets that it is UTF-8; an apostrophe keeps `+86…` text and defuses formulas.
    const table = stringify({ bom: true, escape_formulas: true })
    const writing = writeWhole(path, table)
    table.write(head)
    for await (const some of rows) {
      for (const row of some) if (!table.write(row)) await drained(table)
    }
    table.end()
    await writing
    return
  }
  const cells: { value: string; type: StringConstructor; fontWeight?: 'bold' }[][] = [
    head.map((value) => ({ value, type: String, fontWeight: 'bold' })),
  ]
  for await (const some of rows) {
    for (const row of some) cells.push(row.map((value) => ({ value, type: String })))
  }
  await writeWhole(path, await writeXlsxFile(cells).toBuffer())
}

const drained = (stream: NodeJS.WritableStream): Promise<void> =>
  new Promise((resolve) => stream.once('drain', resolve))
