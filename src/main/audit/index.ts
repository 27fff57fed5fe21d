import { userInfo } from 'node:os'
import type { Handlers } from '../../contract/index.ts'
import type { AuditAction, AuditParams, AuditRecord } from '../../domain/audit/index.ts'
import type { UtcMs } from '../../domain/values.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store } from '../store/index.ts'

export type Audit = {
  /** Writes down what a person did; resolves once it is on the disk. Do what needs an entry after it, not before. */
  record(entry: {
    readonly action: AuditAction
    /** Id of what it was done to. */
    readonly subject?: string | undefined
    /** Facts; never a secret, never a full number. */
    readonly params?: AuditParams | undefined
  }): Promise<AuditRecord>
  readonly handlers: Handlers<'audit'>
}

/** What must be accounted for: who listened, revealed, exported, deleted. Only appended to, bound by hashes. */
export function createAudit(options: { store: Store; publish: Publish; clock: () => UtcMs }): Audit {
  const { store, publish, clock } = options
  const who = userInfo().username
  return {
    async record({ action, subject, params = {} }) {
      const record = await store.appendAudit({ at: clock(), who, action, subject, params })
      publish({ name: 'audit.added', payload: shown(record) })
      return record
    },
    handlers: {
      async list(query) {
        const { entries, more } = await store.auditEntries(query)
        return { entries: entries.map(shown), more }
      },
      verify: () => store.verifyAudit(),
    },
  }
}

const shown = ({ subject, params, ...record }: AuditRecord) => ({
  ...record,
  ...(subject === undefined ? {} : { subject }),
  params: { ...params },
})
