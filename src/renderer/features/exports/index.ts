export { ExportButton } from './ExportButton.tsx'
export { createExportsStore, ExportsProvider } from './store.ts'
