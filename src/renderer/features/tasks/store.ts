import { createStore, type StoreApi } from 'zustand'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { Task } from '../../../contract/tasks.ts'
import type { TaskId } from '../../../domain/values.ts'
import { createStoreContext } from '../../ui/store-context.tsx'

export type TasksState = {
  /** Newest first. */
  readonly tasks: readonly Task[]
  load(): Promise<void>
  apply(event: ContractEvent): void
  cancel(taskId: TaskId): Promise<void>
  dismiss(taskId: TaskId): Promise<void>
}

const context = createStoreContext<TasksState>('tasks')
export const TasksProvider = context.Provider
export const useTasks = context.useSelect

export function createTasksStore(options: { client: Client }): StoreApi<TasksState> {
  const { client } = options
  return createStore<TasksState>((set, get) => {
    const take = (task: Task) => {
      const { tasks } = get()
      const known = tasks.find(({ id }) => id === task.id)
      if (known === undefined) set({ tasks: [task, ...tasks] })
      else if (known.revision < task.revision) {
        set({ tasks: tasks.map((one) => (one.id === task.id ? task : one)) })
      }
    }
    const drop = (taskId: TaskId) => set({ tasks: get().tasks.filter(({ id }) => id !== taskId) })
    return {
      tasks: [],
      async load() {
        try {
          const { tasks } = await client.tasks.list({})
          set({ tasks: [] })
          for (const task of [...tasks].reverse()) take(task)
        } catch {
          // The banner of the connection says why; the next connection reads again.
        }
      },
      apply(event) {
        if (event.name === 'tasks.changed') take(event.payload)
        if (event.name === 'tasks.dismissed') drop(event.payload.taskId)
      },
      async cancel(taskId) {
        take(await client.tasks.cancel({ taskId }))
      },
      async dismiss(taskId) {
        await client.tasks.dismiss({ taskId })
        drop(taskId)
      },
    }
  })
}
