export { type DataDirLayout, dataDirLayout, sweepTemporaries } from './layout.ts'
export { type Written, writeWhole } from './write-whole.ts'
