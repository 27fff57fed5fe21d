import type { Handlers } from '../../contract/index.ts'
import { ReviewRecord } from '../../contract/review-records.ts'
import type { Kept } from '../../domain/review/index.ts'
import type { ReviewDoors } from './doors.ts'
import { callHere, ofKind, sealed } from './records.ts'

type ExchangeHandlers = Pick<Handlers<'review'>, 'beginExport' | 'exportLines' | 'merge'>

const HEAD = { format: 'voicedesk-review', version: 1 } as const

/** Reviews as a file (docs/review-file.md), and the files of others put to ours without losing a record. */
export function createExchange(doors: ReviewDoors): ExchangeHandlers {
  const { store, audit, tell } = doors

  /** A call that a colleague has scored is reviewed here as well, if it is in the history of this machine. */
  async function setReviewed(records: readonly Kept[]): Promise<void> {
    for (const { record } of ofKind(records, 'score')) {
      const callId = record.removed ? undefined : await callHere(store, record.call)
      if (callId !== undefined) await doors.reviewed(callId)
    }
  }

  return {
    async beginExport() {
      await audit.record({ action: 'export.made', params: { kind: 'review' } })
      return { head: JSON.stringify(HEAD) }
    },

    async exportLines({ after }) {
      const page = await store.reviewPage(after ?? '', 500)
      return {
        lines: page.records.map(({ hash, record }) => JSON.stringify({ hash, record })),
        next: page.next,
      }
    },

    async merge({ lines }) {
      const good: Kept[] = []
      let refused = 0
      for (const line of lines) {
        const kept = readLine(line)
        if (kept === undefined) refused += 1
        else good.push(kept)
      }
      const { added } = await store.addReviewRecords(good)
      if (added > 0) {
        await setReviewed(good)
        tell()
      }
      return { added, known: good.length - added, refused }
    },
  }
}

/** A record whose hash is its own; nothing when it is damaged, changed by hand or of a newer form. */
function readLine(line: string): Kept | undefined {
  let told: unknown
  try {
    told = JSON.parse(line)
  } catch {
    return undefined
  }
  if (typeof told !== 'object' || told === null || !('hash' in told) || !('record' in told)) return undefined
  const record = ReviewRecord.safeParse(told.record)
  if (!record.success) return undefined
  const kept = sealed(record.data)
  return kept.hash === told.hash ? kept : undefined
}
