export { type DataDirLayout, dataDirLayout, sweepTemporaries } from './layout.ts'
export { workerEntry } from './worker-entry.ts'
export { type Written, writeWhole } from './write-whole.ts'
