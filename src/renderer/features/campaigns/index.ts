export { CampaignsView } from './CampaignsView.tsx'
export { SheetPreview } from './SheetPreview.tsx'
export { CampaignsProvider, createCampaignsStore } from './store.ts'
