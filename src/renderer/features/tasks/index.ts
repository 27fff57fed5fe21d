export { createTasksStore, TasksProvider } from './store.ts'
export { TaskStatus } from './TaskStatus.tsx'
