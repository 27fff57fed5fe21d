export { createTemplatesStore, TemplatesProvider, useTemplates } from './store.ts'
export { TemplatesView } from './TemplatesView.tsx'
export { ValueField } from './ValueField.tsx'
