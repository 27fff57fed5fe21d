export { BatchesView } from './BatchesView.tsx'
export { BatchesProvider, createBatchesStore } from './store.ts'
