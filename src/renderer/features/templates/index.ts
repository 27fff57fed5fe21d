export { createTemplatesStore, TemplatesProvider } from './store.ts'
export { TemplatesView } from './TemplatesView.tsx'
