export { HistoryView } from './HistoryView.tsx'
export { createHistoryStore, HistoryProvider, useHistory } from './store.ts'
