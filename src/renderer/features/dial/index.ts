export { DialView } from './DialView.tsx'
export { createDialStore, DialProvider, useDial } from './store.ts'
export { useRedial } from './use-redial.ts'
