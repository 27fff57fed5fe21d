import { isUtcMs, type ProfileId, type UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { PushKind, QuarantinedPush } from '../types.ts'

export function pushStats(db: Db): { pushes: number; quarantined: number; lastPushAt?: UtcMs } {
  const row = db
    .prepare<[], { pushes: number | null; quarantined: number; last: number | null }>(
      `SELECT (SELECT max(id) FROM push_log) AS pushes,
              (SELECT count(*) FROM quarantine) AS quarantined,
              (SELECT received_at FROM push_log ORDER BY id DESC LIMIT 1) AS last`,
    )
    .get()
  const last = row?.last ?? undefined
  // Nothing is ever deleted from the log, so its highest id is its length.
  const counts = { pushes: row?.pushes ?? 0, quarantined: row?.quarantined ?? 0 }
  return last !== undefined && isUtcMs(last) ? { ...counts, lastPushAt: last } : counts
}

export function quarantined(db: Db, limit: number): QuarantinedPush[] {
  type Row = {
    id: number
    received_at: UtcMs
    profile_id: ProfileId | null
    kind: PushKind
    reason: string
    headers: string
    body: Buffer
  }
  return db
    .prepare<[number], Row>('SELECT * FROM quarantine ORDER BY id DESC LIMIT ?')
    .all(limit)
    .map((row) => ({
      id: row.id,
      receivedAt: row.received_at,
      ...(row.profile_id === null ? {} : { profileId: row.profile_id }),
      kind: row.kind,
      reason: row.reason,
      headers: JSON.parse(row.headers),
      body: new Uint8Array(row.body),
    }))
}
