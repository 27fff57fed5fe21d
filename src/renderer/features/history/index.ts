export { NO_FILTER } from './filter.ts'
export { HistoryView } from './HistoryView.tsx'
export { createHistoryStore, HistoryProvider, useHistory } from './store.ts'
