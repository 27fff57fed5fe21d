export { GapsStatus } from './GapsStatus.tsx'
export { GapsView } from './GapsView.tsx'
export { createGapsStore, GapsProvider } from './store.ts'
