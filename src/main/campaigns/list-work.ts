import type { RowFilter } from '../../contract/campaigns.ts'
import { Refusal } from '../../contract/errors.ts'
import type { FrozenContent } from '../../domain/campaign/index.ts'
import type { CampaignId, UtcMs } from '../../domain/values.ts'
import { type HowToRead, SheetProblem, type Sheets } from '../sheets/index.ts'
import type { Store, StoredRow } from '../store/index.ts'
import type { TaskHandle } from '../tasks/index.ts'
import { exportHead, exportRow, type Wording } from './export-rows.ts'

/** Rows per transaction: short enough that a push never waits long for the writer. */
const CHUNK = 500

export type List = { readonly columns: readonly string[]; readonly rows: number }

/** Takes away the rows of a campaign, or of campaigns that are no more. */
export async function dropRows(store: Store, id: CampaignId | undefined, signal?: AbortSignal) {
  while (signal?.aborted !== true && (await store.dropCampaignRows(id, CHUNK)));
}

/** Reads the rows of an uploaded table in place of those there are. @throws Refusal when it cannot be read */
export async function importRows(
  store: Store,
  sheets: Sheets,
  id: CampaignId,
  from: { readonly path: string; readonly how: HowToRead; readonly numberColumn: number },
  { signal, progress }: TaskHandle,
): Promise<List> {
  await dropRows(store, id, signal)
  let columns: readonly string[] = []
  let done = 0
  let of = 0
  const begin = (headings: readonly string[], total: number) => {
    columns = headings
    of = total
  }
  try {
    await sheets.read(
      from.path,
      { ...from.how, numberColumn: from.numberColumn },
      {
        begin,
        async rows(rows) {
          for (let at = 0; at < rows.length; at += CHUNK) {
            await store.addCampaignRows(id, done + 1, rows.slice(at, at + CHUNK))
            done += Math.min(CHUNK, rows.length - at)
          }
          progress({ done, total: of })
        },
      },
      signal,
    )
  } catch (problem) {
    if (problem instanceof SheetProblem) throw new Refusal('list.unreadable', { problem: problem.code })
    throw problem
  }
  return { columns, rows: done }
}

/** Checks every row against what is said, the do-not-call list and the advice. */
export async function checkRows(
  store: Store,
  id: CampaignId,
  by: {
    readonly contents: readonly FrozenContent[]
    readonly advice: { readonly in24Hours: number; readonly in30Days: number }
    readonly now: UtcMs
    readonly total: number
  },
  { signal, progress }: TaskHandle,
): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined && !signal.aborted; ) {
    progress({ done: after, total: by.total })
    after = await store.checkCampaignRows(id, { after, limit: CHUNK }, by)
  }
}

/** Writes the rows that match with their results, whole or not at all. */
export async function writeRows(
  store: Store,
  sheets: Sheets,
  from: { readonly id: CampaignId; readonly filter: RowFilter; readonly columns: readonly string[] },
  to: { readonly path: string; readonly format: 'csv' | 'xlsx'; readonly wording: Wording },
  { signal, progress }: TaskHandle,
): Promise<number> {
  let written = 0
  async function* pages() {
    for (let after = 0; !signal.aborted; ) {
      const page: StoredRow[] = await store.campaignRows({
        id: from.id,
        filter: from.filter,
        after,
        limit: CHUNK,
      })
      const last = page.at(-1)
      if (last === undefined) return
      after = last.row
      written += page.length
      progress({ done: written })
      yield page.map((row) => exportRow(row, from.columns.length, to.wording))
    }
  }
  await sheets.write(to.path, to.format, exportHead(from.columns, to.wording), pages(), signal)
  return written
}
