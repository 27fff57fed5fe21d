export { RecordingsView } from './RecordingsView.tsx'
export { createRescueStore, RescueProvider } from './store.ts'
