export { Quarantine } from './Quarantine.tsx'
export { ReceiverState } from './ReceiverState.tsx'
export { ReceiverStatusItem } from './ReceiverStatusItem.tsx'
export { createReceiverStore, ReceiverProvider } from './store.ts'
