import { parentPort, workerData } from 'node:worker_threads'
import { type Db, holdDirectory, openReadOnly, openWriter } from './connection.ts'
import { asStoreError } from './errors.ts'
import { rederiveIfNeeded } from './log/derive.ts'
import { migrate } from './migrations/index.ts'
import { readOperations, writeOperations } from './operations.ts'
import type { Answer, Question, WorkerTask } from './protocol.ts'

/**
 * A thread that owns one connection: the writer or a reader. The writer commits together what has arrived
 * while it was busy, and answers each only after the commit.
 */
const port = parentPort
if (port === null) throw new Error('this is the entry of a worker thread')
const task: WorkerTask = workerData

type Run = (...args: readonly unknown[]) => unknown

/** At most so many appends share a transaction, so that the first does not wait for ever. */
const BATCH = 256

const answer = (message: Answer) => port.postMessage(message)
const failure = (id: number, problem: unknown): Answer => {
  const { kind, message } = asStoreError(problem)
  return { id, ok: false, problem: kind, message }
}

try {
  if (task.role === 'writer') startWriter(task.dataDir)
  else startReader(task.dataDir)
  answer({ id: 0, ok: true, value: null })
} catch (problem) {
  answer(failure(0, problem))
  port.close()
}

function startReader(dataDir: string): void {
  const db = openReadOnly(dataDir)
  const operations = table(readOperations(db))
  port?.on('message', ({ id, name, args }: Question) => {
    try {
      answer({ id, ok: true, value: operations.get(name)?.(...args) })
    } catch (problem) {
      answer(failure(id, problem))
    }
  })
  closeOnRequest(() => db.close())
}

function startWriter(dataDir: string): void {
  const lock = holdDirectory(dataDir)
  let db: Db
  try {
    db = openWriter(dataDir)
    migrate(db, dataDir)
    rederiveIfNeeded(db)
  } catch (problem) {
    lock.close()
    throw problem
  }
  const operations = table(writeOperations(db))
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const rollback = db.prepare('ROLLBACK')
  const waiting: Question[] = []
  let scheduled = false

  /** A savepoint each, so that one that fails takes nothing else with it. */
  function attempt({ id, name, args }: Question): Answer {
    db.exec('SAVEPOINT one')
    try {
      const value = operations.get(name)?.(...args)
      db.exec('RELEASE one')
      return { id, ok: true, value }
    } catch (problem) {
      db.exec('ROLLBACK TO one; RELEASE one')
      return failure(id, problem)
    }
  }

  function flush(): void {
    scheduled = false
    const batch = waiting.splice(0, BATCH)
    if (waiting.length > 0) schedule()
    try {
      begin.run()
      const answers = batch.map(attempt)
      commit.run()
      for (const message of answers) answer(message)
    } catch (problem) {
      if (db.inTransaction) rollback.run()
      for (const question of batch) answer(failure(question.id, problem))
    }
  }

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(flush)
  }

  port?.on('message', (question: Question) => {
    if (question.name === 'backup') {
      const [to] = question.args
      db.backup(String(to)).then(
        () => answer({ id: question.id, ok: true, value: null }),
        (problem: unknown) => answer(failure(question.id, problem)),
      )
      return
    }
    waiting.push(question)
    schedule()
  })
  closeOnRequest(() => {
    while (waiting.length > 0) flush()
    db.close()
    lock.close()
  })
}

function table(operations: object): ReadonlyMap<string, Run> {
  return new Map(Object.entries(operations))
}

function closeOnRequest(close: () => void): void {
  port?.on('message', (question: Question) => {
    if (question.name !== 'close') return
    try {
      close()
      answer({ id: question.id, ok: true, value: null })
    } catch (problem) {
      answer(failure(question.id, problem))
    }
    port?.close()
  })
}
