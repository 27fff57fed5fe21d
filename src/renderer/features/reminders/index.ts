export { ReminderStatus } from './ReminderStatus.tsx'
export { RemindMenu } from './RemindMenu.tsx'
export { createRemindersStore, RemindersProvider } from './store.ts'
