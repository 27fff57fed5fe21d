export { AuditSection } from './AuditSection.tsx'
export { AuditProvider, createAuditStore } from './store.ts'
