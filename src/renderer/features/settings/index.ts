export { SettingsView } from './SettingsView.tsx'
export { createSettingsStore, SettingsProvider, useSettings } from './store.ts'
