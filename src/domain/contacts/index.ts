export { type CardOfFile, cardOfRow, type TableColumns, tableColumns } from './table.ts'
export { parseVCards, writeVCard } from './vcard.ts'
