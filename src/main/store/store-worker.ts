import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { type Db, holdDirectory, openReadOnly, openWriter } from './connection.ts'
import { asStoreError } from './errors.ts'
import { rederiveIfNeeded } from './log/derive.ts'
import { migrate } from './migrations/index.ts'
import { readOperations, writeOperations } from './operations.ts'
import type { Answer, Question, WorkerTask } from './protocol.ts'

/**
 * A thread that owns one connection: the writer or a reader. The writer commits together what has arrived
 * while it was busy, and answers each only after the commit. What a caller waits for goes first (docs/adr/0022).
 */
const port = parentPort
if (port === null) throw new Error('this is the entry of a worker thread')
const commands = port
const task: WorkerTask = workerData

type Run = (...args: readonly unknown[]) => unknown

/** At most so many appends share a transaction, so that the first does not wait for ever. */
const BATCH = 256

/** A transaction in which a caller waits begins nothing more after so many milliseconds. */
const SHARED_MS = 2

/** A caller waits for it. */
const URGENT: ReadonlySet<string> = new Set(['appendQuestion'])

const answer = (message: Answer) => commands.postMessage(message)
const failure = (id: number, problem: unknown): Answer => {
  const { kind, message } = asStoreError(problem)
  return { id, ok: false, problem: kind, message }
}

/** The first message opens: until then the thread has only loaded what it needs. */
let take: (question: Question) => void = ({ id }) => {
  try {
    take = task.role === 'writer' ? startWriter(task.dataDir) : startReader(task.dataDir)
    answer({ id, ok: true, value: null })
  } catch (problem) {
    answer(failure(id, problem))
    commands.close()
  }
}
commands.on('message', (question: Question) => take(question))

function startReader(dataDir: string): (question: Question) => void {
  const db = openReadOnly(dataDir)
  const operations = table(readOperations(db))
  return (question) => {
    const { id, name, args } = question
    if (name === 'close') {
      close(question, () => db.close())
      return
    }
    try {
      answer({ id, ok: true, value: operations.get(name)?.(...args) })
    } catch (problem) {
      answer(failure(id, problem))
    }
  }
}

function startWriter(dataDir: string): (question: Question) => void {
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
  const urgent: Question[] = []
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
    const batch: Question[] = []
    const arrived: Question[] = []
    try {
      begin.run()
      const began = performance.now()
      const answers: Answer[] = []
      let awaited = false
      while (batch.length < BATCH) {
        const next = urgent.shift() ?? waiting.shift()
        if (next === undefined) break
        batch.push(next)
        answers.push(attempt(next))
        lookForUrgent(arrived)
        if (URGENT.has(next.name)) awaited = true
        // At least one of the others is done in each, so that they are never held up for good.
        else if (awaited && urgent.length === 0 && performance.now() - began > SHARED_MS) break
      }
      commit.run()
      for (const message of answers) answer(message)
    } catch (problem) {
      if (db.inTransaction) rollback.run()
      for (const question of batch) answer(failure(question.id, problem))
    }
    if (urgent.length + waiting.length > 0) schedule()
    for (const question of arrived) accept(question)
  }

  /** What came while the transaction was under way: what is urgent joins it, the rest is for afterwards. */
  function lookForUrgent(arrived: Question[]): void {
    for (
      let next = receiveMessageOnPort(commands);
      next !== undefined;
      next = receiveMessageOnPort(commands)
    ) {
      const question: Question = next.message
      if (URGENT.has(question.name)) urgent.push(question)
      else arrived.push(question)
    }
  }

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(flush)
  }

  function accept(question: Question): void {
    if (question.name === 'backup') {
      const [to] = question.args
      db.backup(String(to)).then(
        () => answer({ id: question.id, ok: true, value: null }),
        (problem: unknown) => answer(failure(question.id, problem)),
      )
      return
    }
    if (question.name === 'close') {
      close(question, () => {
        while (urgent.length + waiting.length > 0) flush()
        db.close()
        lock.close()
      })
      return
    }
    if (URGENT.has(question.name)) urgent.push(question)
    else waiting.push(question)
    schedule()
  }

  return accept
}

function table(operations: object): ReadonlyMap<string, Run> {
  return new Map(Object.entries(operations))
}

function close(question: Question, end: () => void): void {
  try {
    end()
    answer({ id: question.id, ok: true, value: null })
  } catch (problem) {
    answer(failure(question.id, problem))
  }
  commands.close()
}
