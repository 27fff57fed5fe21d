export { AddToReview } from './AddToReview.tsx'
export { ReviewView } from './ReviewView.tsx'
export { createReviewStore, ReviewProvider } from './store.ts'
