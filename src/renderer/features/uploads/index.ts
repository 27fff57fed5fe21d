export { SendNow } from './SendNow.tsx'
export { createUploadsStore, UploadsProvider } from './store.ts'
export { UploadTargetSection } from './UploadTargetSection.tsx'
