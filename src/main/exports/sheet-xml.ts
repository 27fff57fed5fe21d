import type { CellValue } from '../../domain/exports/index.ts'

/** The parts of a SpreadsheetML workbook (ECMA-376 part 1, §18) that calls need. */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** Style 1 keeps text as text when a person edits the cell (format 49 is `@`); style 2 is the heading. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`

/** Everything but the sheets: path and text. */
export function workbookParts(sheets: number, name: string): readonly (readonly [string, string])[] {
  const numbers = Array.from({ length: sheets }, (_, at) => at + 1)
  const worksheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const types = [
    ...numbers.map(
      (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${worksheet}.worksheet+xml"/>`,
    ),
    `<Override PartName="/xl/workbook.xml" ContentType="${worksheet}.sheet.main+xml"/>`,
    `<Override PartName="/xl/styles.xml" ContentType="${worksheet}.styles+xml"/>`,
  ]
  return [
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${numbers.map((n) => `<sheet name="${n === 1 ? name : `${name} ${n}`}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
  ]
}

export const sheetStart = (columns: number): string =>
  `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${Math.max(1, columns)}" width="18" customWidth="1"/></cols><sheetData>`

export const sheetEnd = (): string => '</sheetData></worksheet>'

export function sheetRow(row: number, values: readonly CellValue[], heading = false): string {
  let cells = ''
  for (const [at, value] of values.entries()) {
    if (value === undefined) continue
    const place = `${columnName(at)}${row}`
    cells +=
      typeof value === 'number'
        ? `<c r="${place}"><v>${value}</v></c>`
        : `<c r="${place}" s="${heading ? 2 : 1}" t="inlineStr"><is><t xml:space="preserve">${escapeText(value)}</t></is></c>`
  }
  return `<row r="${row}">${cells}</row>`
}

const NAMES: string[] = []

/** A, B, … Z, AA, AB, … */
function columnName(at: number): string {
  const known = NAMES[at]
  if (known !== undefined) return known
  const name = (at >= 26 ? columnName(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26))
  NAMES[at] = name
  return name
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** What XML 1.0 cannot hold is written as the workbook's own escapes (`_x0007_`, ECMA-376 part 1, §22.9.2.19). */
function escapeText(text: string): string {
  let escaped = ''
  for (const sign of text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')) {
    const code = sign.codePointAt(0) ?? 0
    const held = code === 0x09 || code === 0x0a || (code >= 0x20 && code !== 0xfffe && code !== 0xffff)
    const alone = code >= 0xd800 && code <= 0xdfff
    escaped +=
      held && !alone ? (ENTITIES[sign] ?? sign) : `_x${code.toString(16).padStart(4, '0').toUpperCase()}_`
  }
  return escaped
}
