export { CallHold } from './CallHold.tsx'
export { FilterHold } from './FilterHold.tsx'
export { RetentionSection } from './RetentionSection.tsx'
export { createRetentionStore, RetentionProvider } from './store.ts'
