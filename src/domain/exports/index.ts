export {
  type CellValue,
  COLUMN_IDS,
  COLUMNS,
  type Column,
  columnByHeading,
  columnsOf,
  type HeadingLanguage,
  type TableColumn,
} from './columns.ts'
export { callFromRow, type ParsedRow, type RowProblem } from './parse.ts'
export { protectCell, unprotectCell } from './spreadsheet.ts'
