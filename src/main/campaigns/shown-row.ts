import { CallOutcome } from '../../contract/calls.ts'
import { type CampaignRow, SkipReason } from '../../contract/campaigns.ts'
import { isUtcMs } from '../../domain/values.ts'
import type { StoredRow } from '../store/index.ts'

export function shownRow({ reason, dueAt, ...row }: StoredRow): CampaignRow {
  const skip = row.state === 'skipped' ? SkipReason.safeParse(reason).data : undefined
  const outcome = row.state === 'skipped' ? undefined : CallOutcome.safeParse(reason).data
  return {
    ...row,
    cells: [...row.cells],
    ...(skip === undefined ? {} : { skip }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(row.state === 'waiting' && dueAt > 0 && isUtcMs(dueAt) ? { dueAt } : {}),
  }
}
