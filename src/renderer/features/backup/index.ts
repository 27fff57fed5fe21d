export { BackupSection } from './BackupSection.tsx'
export { DamagedView } from './DamagedView.tsx'
export { BackupsProvider, createBackupsStore } from './store.ts'
