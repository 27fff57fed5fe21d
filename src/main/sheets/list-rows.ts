import { parseDialled } from '../../domain/phone/parse.ts'
import type { Table } from './read-table.ts'
import { type Inspected, type ListedRow, SheetProblem } from './tasks.ts'

const SAMPLES = 5
/** Cells that are looked at to tell what a column holds. */
const LOOKED_AT = 200
/** The part of them that must be numbers. */
const MOSTLY = 0.6
const HEADINGS = /手机|电话|号码|联系方式|被叫|phone|mobile|tel|callee|number/i
const OTHER_NUMBERS = /快递|单号|订单|编号|取件|车牌|身份证|order|parcel|tracking/i

/** What each column of a table holds, as far as its heading and cells tell. */
export function columnsOf(table: Table): Inspected['columns'] {
  return table.headings.map((heading, index) => {
    const cells = table.rows
      .slice(0, LOOKED_AT)
      .map((row) => row[index] ?? '')
      .filter((cell) => cell !== '')
    const numbers = cells.filter((cell) => parseDialled(cell).ok).length
    const told = HEADINGS.test(heading) && !OTHER_NUMBERS.test(heading)
    const mostly = cells.length > 0 && numbers / cells.length >= MOSTLY
    const looksLike = mostly || (told && numbers > 0) ? ('number' as const) : ('text' as const)
    return { index, heading, samples: cells.slice(0, SAMPLES), looksLike }
  })
}

/** The rows with the number that stands in a column. @throws SheetProblem `column` when there is none */
export function* listRows(table: Table, numberColumn: number): Generator<ListedRow> {
  if (numberColumn >= table.headings.length) throw new SheetProblem('column')
  for (const cells of table.rows) {
    const written = cells[numberColumn] ?? ''
    const parsed = parseDialled(written)
    if (!parsed.ok) {
      const far = parsed.reason === 'foreign' || parsed.reason === 'hongKongMacaoTaiwan'
      yield { number: written, cells, problem: far ? 'unreachableNumber' : 'badNumber' }
    } else if (parsed.warning !== undefined) {
      yield { number: parsed.number, cells, problem: 'unreachableNumber' }
    } else {
      yield { number: parsed.number, cells }
    }
  }
}
