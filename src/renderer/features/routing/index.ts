export { RoutingView } from './RoutingView.tsx'
export { createRoutingStore, RoutingProvider } from './store.ts'
