import { createHash } from 'node:crypto'
import {
  type AuditAction,
  type AuditFacts,
  type AuditRecord,
  CHAIN_START,
  chainedText,
} from '../../../domain/audit/index.ts'
import type { Db } from '../connection.ts'

type Row = {
  seq: number
  at: AuditRecord['at']
  who: string
  action: AuditAction
  subject: string | null
  params: string
  hash: string
}

const toRecord = ({ subject, params, ...row }: Row): AuditRecord => ({
  ...row,
  ...(subject === null ? {} : { subject }),
  params: JSON.parse(params),
})

const hashOf = (previous: string, seq: number, facts: AuditFacts): string =>
  createHash('sha256')
    .update(chainedText(previous, seq, facts))
    .digest('hex')

/** Adds an entry at the end of the chain. */
export function appendAudit(db: Db, facts: AuditFacts): AuditRecord {
  const last = db
    .prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM audit_log ORDER BY seq DESC LIMIT 1')
    .get()
  const seq = (last?.seq ?? 0) + 1
  const hash = hashOf(last?.hash ?? CHAIN_START, seq, facts)
  db.prepare<[number, number, string, string, string | null, string, string]>(
    'INSERT INTO audit_log (seq, at, who, action, subject, params, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(seq, facts.at, facts.who, facts.action, facts.subject ?? null, JSON.stringify(facts.params), hash)
  return { ...facts, seq, hash }
}

export type AuditQuery = {
  /** Exclusive. */
  readonly before?: number | undefined
  readonly limit: number
  readonly action?: AuditAction | undefined
  readonly subject?: string | undefined
}

/** A page of the log, newest first; one more than asked for tells whether there is another. */
export function auditEntries(db: Db, query: AuditQuery): { entries: AuditRecord[]; more: boolean } {
  const clauses = [
    'seq < ?',
    ...(query.subject === undefined ? [] : ['subject = ?']),
    ...(query.action === undefined ? [] : ['action = ?']),
  ]
  const values = [
    query.before ?? Number.MAX_SAFE_INTEGER,
    ...(query.subject === undefined ? [] : [query.subject]),
    ...(query.action === undefined ? [] : [query.action]),
  ]
  const rows = db
    .prepare<unknown[], Row>(
      `SELECT * FROM audit_log WHERE ${clauses.join(' AND ')} ORDER BY seq DESC LIMIT ?`,
    )
    .all(...values, query.limit + 1)
  return { entries: rows.slice(0, query.limit).map(toRecord), more: rows.length > query.limit }
}

export type AuditVerdict = {
  readonly entries: number
  /** The first entry whose hash does not follow from what stands before and in it. */
  readonly brokenAt?: number
  /** The hash of the last entry. */
  readonly head?: string
}

/** Follows the chain from the first entry. */
export function verifyAudit(db: Db): AuditVerdict {
  let previous = CHAIN_START
  let entries = 0
  for (const row of db.prepare<[], Row>('SELECT * FROM audit_log ORDER BY seq').iterate()) {
    const record = toRecord(row)
    if (record.seq !== entries + 1 || hashOf(previous, record.seq, record) !== record.hash) {
      return { entries, brokenAt: record.seq }
    }
    previous = record.hash
    entries += 1
  }
  return entries === 0 ? { entries } : { entries, head: previous }
}
