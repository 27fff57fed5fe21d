export { DoNotCallView } from './DoNotCallView.tsx'
export { createDoNotCallStore, DoNotCallProvider } from './store.ts'
