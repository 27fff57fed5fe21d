export { CostView } from './CostView.tsx'
export { CostProvider, createCostStore } from './store.ts'
export { useEstimate } from './use-estimate.ts'
