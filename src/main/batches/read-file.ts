import type { RowFile } from '../../contract/batches.ts'
import { Refusal } from '../../contract/errors.ts'
import {
  checkAgainstFile,
  guessFields,
  type Mapping,
  readRow,
  type Seen,
} from '../../domain/batches/index.ts'
import {
  type Binding,
  type BindingFinding,
  type BindTerms,
  type BoundMode,
  checkLedger,
  type RowDefaults,
  stops,
} from '../../domain/bindings/index.ts'
import { numberState } from '../../domain/messages/index.ts'
import type { BatchId, ProfileId, UtcMs } from '../../domain/values.ts'
import { SheetProblem, type Sheets } from '../sheets/index.ts'
import type { Store } from '../store/index.ts'

const HOW = { encoding: 'auto', headings: true } as const
/** Rows per transaction, and per breath of the main loop. */
const CHUNK = 200
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (problem) {
    if (problem instanceof SheetProblem) throw new Refusal('rows.unreadable', { problem: problem.code })
    throw problem
  }
}

/** What a file holds, and what its columns are taken for. @throws Refusal `rows.unreadable` */
export async function lookAt(
  sheets: Sheets,
  file: { readonly path: string; readonly fileId: RowFile['fileId']; readonly fileName: string },
  mode: BoundMode,
): Promise<RowFile> {
  const { path, fileId, fileName } = file
  const { columns, rows, sheet } = await readable(sheets.inspect(path, { ...HOW, fileName }))
  const fields = guessFields(
    columns.map(({ heading }) => heading),
    mode,
  )
  const form = /\.xlsx$/i.test(fileName) ? 'xlsx' : 'csv'
  return {
    fileId,
    fileName,
    form,
    ...(form === 'csv' && sheet.encoding !== 'auto' ? { encoding: sheet.encoding } : {}),
    rows,
    columns: columns.map(({ index, heading, samples }) => {
      const field = fields[index]
      return {
        name: heading === '' ? (LETTERS[index] ?? String(index + 1)) : heading,
        samples: [...samples],
        ...(field === undefined ? {} : { field }),
      }
    }),
  }
}

/** The bindings of a profile, by what a row is compared to. */
async function ledgerIndex(store: Store, profileId: ProfileId, now: UtcMs) {
  const byA = new Map<string, Binding[]>()
  const byUse = new Map<string, Binding[]>()
  const put = (map: Map<string, Binding[]>, key: string, binding: Binding) =>
    map.set(key, [...(map.get(key) ?? []), binding])
  for (let after = -1; ; ) {
    const page = await store.activeBindings(profileId, after, 500)
    for (const { binding } of page) {
      if (binding.expiresAt !== undefined && binding.expiresAt <= now) continue
      put(byA, binding.a, binding)
      const { x, mode, a, b, extension } = binding
      if (x === undefined) continue
      const uses = mode === 'axb' ? [a, b] : mode === 'axe' ? [extension] : ['']
      for (const use of uses) if (use !== undefined) put(byUse, `${x} ${use}`, binding)
    }
    const last = page.at(-1)
    if (last === undefined) break
    after = last.rank
  }
  return (terms: BindTerms): Binding[] => {
    const x = terms.x.by === 'number' ? terms.x.number : undefined
    const uses = terms.mode === 'axb' ? [terms.a, terms.b] : terms.mode === 'axe' ? [terms.extension] : ['']
    const onX = x === undefined ? [] : uses.flatMap((use) => byUse.get(`${x} ${use ?? ''}`) ?? [])
    return [...new Set([...(byA.get(terms.a) ?? []), ...onX])]
  }
}

/**
 * Reads every row of a file by a mapping, gives each its verdict and keeps it. Nothing is sent.
 *
 * @returns how many rows there are, and the headings
 */
export async function keepRows(parts: {
  readonly store: Store
  readonly sheets: Sheets
  readonly batchId: BatchId
  readonly profileId: ProfileId
  readonly pool: readonly string[]
  readonly path: string
  readonly fileName: string
  readonly mapping: Mapping
  readonly defaults: RowDefaults
  readonly now: UtcMs
  readonly signal: AbortSignal
  readonly progress: (done: number, total: number) => void
}): Promise<{ readonly rows: number; readonly headings: readonly string[] }> {
  const { store, sheets, batchId, profileId, pool, mapping, defaults, now, signal } = parts
  const related = await ledgerIndex(store, profileId, now)
  const loads = new Map((await store.numberLoads(now)).map((load) => [load.number, load.active]))
  const states = new Map((await store.numberReports()).map((report) => [report.number, report.status]))
  const seen: Seen = new Map()
  let headings: readonly string[] = []
  let total = 0
  let row = 0

  function verdict(cells: readonly string[]) {
    row += 1
    const { terms, findings } = readRow(cells, mapping, defaults)
    if (terms === undefined) return { row, state: 'stopped' as const, cells, findings }
    const x = terms.x.by === 'number' ? terms.x.number : ''
    const view = {
      related: related(terms),
      pool,
      load: loads.get(x) ?? 0,
      state: numberState(states.get(x)),
    }
    const all: BindingFinding[] = [
      ...findings,
      ...checkAgainstFile(terms, row, seen),
      ...checkLedger(terms, view),
    ]
    const state = stops(all) ? ('stopped' as const) : ('waiting' as const)
    return { row, state, cells, terms, findings: all }
  }

  const take = {
    begin(names: readonly string[], of: number) {
      headings = names
      total = of
    },
    async rows(read: readonly { readonly cells: readonly string[] }[]) {
      for (let at = 0; at < read.length; at += CHUNK) {
        await store.addBatchRows(
          batchId,
          read.slice(at, at + CHUNK).map(({ cells }) => verdict(cells)),
        )
        parts.progress(row, total)
      }
    },
  }
  const how = { ...HOW, fileName: parts.fileName, numberColumn: mapping.a ?? 0 }
  await readable(sheets.read(parts.path, how, take, signal))
  return { rows: row, headings }
}
