export { DoctorSection } from './DoctorSection.tsx'
export { createDoctorStore, DoctorProvider } from './store.ts'
