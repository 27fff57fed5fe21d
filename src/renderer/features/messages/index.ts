export { MessagesView } from './MessagesView.tsx'
export { createMessagesStore, MessagesProvider } from './store.ts'
