import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../connection.ts'
import { StoreError } from '../errors.ts'
import { pushLog } from './0010-push-log.ts'
import { calls } from './0020-calls.ts'
import { profiles } from './0030-profiles.ts'
import { prompts } from './0040-prompts.ts'
import { audit } from './0045-audit.ts'
import { kinds } from './0050-kinds.ts'
import { review } from './0100-review.ts'
import { rescue } from './0110-rescue.ts'
import { redactions } from './0120-redactions.ts'
import { cost } from './0130-cost.ts'
import { retention } from './0140-retention.ts'
import { bindings } from './0160-bindings.ts'
import { notifications } from './0190-notifications.ts'
import { campaigns } from './0200-campaigns.ts'
import type { Migration } from './migration.ts'

export const MIGRATIONS: readonly Migration[] = [
  pushLog,
  calls,
  profiles,
  prompts,
  audit,
  kinds,
  review,
  rescue,
  redactions,
  cost,
  retention,
  bindings,
  notifications,
  campaigns,
]

/**
 * Brings a database to the newest step, each step in a transaction of its own, after a backup of what was
 * there. A step that fails leaves everything as it was and stops the start.
 *
 * @param dataDir the backup goes to `<dataDir>/backups`
 * @param steps the steps to take; tests give fewer
 * @throws StoreError `fromTheFuture` when a newer version has written here
 */
export function migrate(db: Db, dataDir: string, steps: readonly Migration[] = MIGRATIONS): void {
  const at = Number(db.pragma('user_version', { simple: true }))
  const newest = steps.at(-1)?.number ?? 0
  if (at > newest) {
    throw new StoreError(
      'fromTheFuture',
      `the data is of step ${at}, this version knows ${newest}: update Voicedesk`,
    )
  }
  const missing = steps.filter((step) => step.number > at)
  if (missing.length === 0) return
  if (at > 0) backUp(db, dataDir, at)
  for (const step of missing) {
    db.transaction(() => {
      db.exec(step.sql)
      db.pragma(`user_version = ${step.number}`)
    })()
  }
}

function backUp(db: Db, dataDir: string, at: number): void {
  const folder = join(dataDir, 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
  db.prepare('VACUUM INTO ?').run(join(folder, `before-step-${at}-${stamp}.db`))
}
