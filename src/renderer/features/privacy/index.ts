export { MaskingSection } from './MaskingSection.tsx'
export { NumberMasking } from './NumberMasking.tsx'
export { createPrivacyStore, PrivacyProvider } from './store.ts'
