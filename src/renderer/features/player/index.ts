export { RecordingPanel } from './RecordingPanel.tsx'
export { RescueStatus } from './RescueStatus.tsx'
export { createRecordingsStore, RecordingsProvider } from './store.ts'
export { type Sound, useSound } from './use-sound.ts'
