import { columnsOf, listRows } from './list-rows.ts'
import { readTable } from './read-table.ts'
import { type ListedRow, type SheetNews, type SheetOrder, SheetProblem, type SheetTask } from './tasks.ts'
import { writeTable } from './write-table.ts'

/** One table read or written in a process of its own: its memory goes back to the system with it. */
if (process.send === undefined) throw new Error('this is the entry of a process')
// Whoever asked is gone, however it ended.
process.once('disconnect', () => process.exit())

const CHUNK = 1000

const tell = (news: SheetNews) => process.send?.(news)

const orders: SheetOrder[] = []
let awaiting: ((order: SheetOrder) => void) | undefined
process.on('message', (order: SheetOrder) => {
  if (order.kind === 'task') {
    begin(order.task)
    return
  }
  if (awaiting === undefined) orders.push(order)
  else awaiting(order)
  awaiting = undefined
})
const nextOrder = () =>
  new Promise<SheetOrder>((resolve) => {
    const order = orders.shift()
    if (order === undefined) awaiting = resolve
    else resolve(order)
  })

async function run(task: SheetTask): Promise<void> {
  switch (task.kind) {
    case 'inspect': {
      const table = await readTable(task.path, task.how)
      const { name, encoding } = table
      const sheet = { ...task.how, encoding, ...(name === undefined ? {} : { name }) }
      const columns = columnsOf(table)
      tell({
        kind: 'inspected',
        inspected: { sheet, sheets: table.sheets, rows: table.rows.length, columns },
      })
      return
    }
    case 'read': {
      const table = await readTable(task.path, task.how)
      const rows = listRows(table, task.numberColumn)
      tell({ kind: 'headings', headings: table.headings, total: table.rows.length })
      for (let chunk = take(rows); chunk.length > 0; chunk = take(rows)) {
        await nextOrder()
        tell({ kind: 'rows', rows: chunk })
      }
      await nextOrder()
      return
    }
    case 'write':
      return writeTable(task.path, task.format, task.head, ordered())
  }
}

function take(rows: Iterator<ListedRow>): ListedRow[] {
  const chunk: ListedRow[] = []
  while (chunk.length < CHUNK) {
    const next = rows.next()
    if (next.done === true) break
    chunk.push(next.value)
  }
  return chunk
}

async function* ordered() {
  for (;;) {
    tell({ kind: 'more' })
    const order = await nextOrder()
    if (order.kind !== 'rows') return
    yield order.rows
  }
}

function begin(task: SheetTask): void {
  run(task)
    .then(() => tell({ kind: 'done' }))
    .catch((problem: unknown) => {
      const detail = problem instanceof Error ? problem.message : 'unknown'
      tell({ kind: 'failed', detail, ...(problem instanceof SheetProblem ? { code: problem.code } : {}) })
    })
}
