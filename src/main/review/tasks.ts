import { createHash } from 'node:crypto'
import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import {
  type Current,
  currentOf,
  type Kept,
  type ReviewedCall,
  type Reviewer,
  reviewersOf,
  standing,
  type Task,
} from '../../domain/review/index.ts'
import { type CallId, isReviewId, must, type ReviewId } from '../../domain/values.ts'
import { crossing } from './current.ts'
import type { ReviewDoors } from './doors.ts'
import { callHere, currentById, ofKind, reviewedCall, sealed } from './records.ts'

type TaskHandlers = Pick<
  Handlers<'review'>,
  'queue' | 'reviewers' | 'enqueue' | 'sample' | 'claim' | 'release' | 'removeTask'
>

/** So many of the newest recordings are drawn from. */
const POOL = 2000
const POOL_PAGE = 500

/** Calls to be reviewed, given to somebody or free to be taken. */
export function createTasks(doors: ReviewDoors): TaskHandlers {
  const { store, identity, clock, tell } = doors

  async function write(task: Current<Task>, change: { assignee?: Reviewer; removed?: boolean }) {
    const { assignee: _before, ...rest } = task.heads[0].record
    const record: Task = {
      ...rest,
      by: await identity.current(),
      at: clock(),
      replaces: task.heads.map(({ hash }) => hash),
      removed: change.removed ?? false,
      ...(change.assignee === undefined ? {} : { assignee: change.assignee }),
    }
    const kept = sealed(record)
    await store.addReviewRecords([kept])
    tell(record.call.callId)
    return crossing({ id: task.id, heads: [kept] })
  }

  async function known(taskId: ReviewId): Promise<Current<Task>> {
    const [task] = standing([(await currentById(store, 'task', taskId)) ?? []].flat())
    if (task === undefined) throw new Refusal('review.notFound')
    return task
  }

  async function add(callIds: readonly CallId[], cardId: ReviewId, assignee?: Reviewer): Promise<number> {
    if ((await currentById(store, 'card', cardId)) === undefined) throw new Refusal('review.notFound')
    const by = await identity.current()
    const fresh: Kept<Task>[] = []
    for (const callId of new Set(callIds)) {
      const call = await reviewedCall(store, callId)
      const id = taskIdOf(call, cardId)
      const before = await currentById(store, 'task', id)
      if (before !== undefined && standing([before]).length > 0) continue
      fresh.push(
        sealed({
          kind: 'task',
          id,
          by,
          at: clock(),
          replaces: before?.heads.map(({ hash }) => hash) ?? [],
          removed: false,
          call,
          cardId,
          ...(assignee === undefined ? {} : { assignee }),
        }),
      )
    }
    await store.addReviewRecords(fresh)
    if (fresh.length > 0) tell()
    return fresh.length
  }

  return {
    async queue() {
      const [tasks, scores] = await Promise.all([
        store.reviewRecords({ kind: 'task' }),
        store.reviewRecords({ kind: 'score' }),
      ])
      const scored = Map.groupBy(
        standing(currentOf(ofKind(scores, 'score'))),
        ({ heads }) => heads[0].record.taskId,
      )
      const rows = standing(currentOf(ofKind(tasks, 'task')))
      const here = await Promise.all(rows.map(({ heads }) => callHere(store, heads[0].record.call)))
      return {
        tasks: rows.map((task, at) => ({
          task: crossing(task),
          callId: here[at],
          scoredBy: (scored.get(task.id) ?? []).map(({ heads }) => heads[0].record.by),
        })),
      }
    },

    async reviewers() {
      const me = await identity.current()
      const kinds = (['card', 'score', 'task', 'mark'] as const).map((kind) => store.reviewRecords({ kind }))
      const records = (await Promise.all(kinds)).flat()
      return { reviewers: [me, ...reviewersOf(records).filter(({ id }) => id !== me.id)] }
    },

    async enqueue({ callIds, cardId, assignee }) {
      return { added: await add(callIds, cardId, assignee) }
    },

    async sample({ cardId, count, leastTalkMs, assignee }) {
      const taken = ofKind(await store.reviewRecords({ kind: 'task' }), 'task')
      const known = new Set(taken.map(({ record }) => record.call.callId))
      const pool: CallId[] = []
      for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
        const page = await store.recordingList('kept', after, POOL_PAGE)
        for (const { callId, durationMs = 0 } of page.recordings) {
          if (!known.has(callId) && durationMs >= leastTalkMs) pool.push(callId)
        }
        after = pool.length < POOL ? page.next : undefined
      }
      const drawn: CallId[] = []
      while (drawn.length < count && pool.length > 0) {
        drawn.push(...pool.splice(Math.floor(doors.random() * pool.length), 1))
      }
      return { added: await add(drawn, cardId, assignee) }
    },

    async claim({ taskId }) {
      const task = await known(taskId)
      const me = await identity.current()
      const { assignee } = task.heads[0].record
      if (task.heads.length === 1 && assignee?.id === me.id) return crossing(task)
      return write(task, { assignee: me })
    },
    async release({ taskId }) {
      const task = await known(taskId)
      if (task.heads.length === 1 && task.heads[0].record.assignee === undefined) return crossing(task)
      return write(task, {})
    },
    async removeTask({ taskId }) {
      const before = await currentById(store, 'task', taskId)
      if (before === undefined || standing([before]).length === 0) return { removed: false }
      await write(before, { removed: true })
      return { removed: true }
    },
  }
}

/** The same call with the same card is the same task, whoever puts it into the queue. */
function taskIdOf(call: ReviewedCall, cardId: ReviewId): ReviewId {
  const key = `${call.sessionId ?? call.callId} ${cardId}`
  return must(`task-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`, isReviewId, 'task')
}
