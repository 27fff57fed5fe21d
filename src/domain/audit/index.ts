import type { UtcMs } from '../values.ts'
import type { AuditAction } from './actions.ts'

export { AUDIT_ACTIONS, type AuditAction } from './actions.ts'

export type AuditParams = Readonly<Record<string, string | number | boolean>>

/** What an entry says, without its place in the chain. */
export type AuditFacts = {
  readonly at: UtcMs
  readonly who: string
  readonly action: AuditAction
  readonly subject?: string | undefined
  readonly params: AuditParams
}

export type AuditRecord = AuditFacts & {
  /** From 1, without gaps. */
  readonly seq: number
  /** SHA-256 in hexadecimal over the hash before it and this entry. */
  readonly hash: string
}

/** Before the first entry. */
export const CHAIN_START = '0'.repeat(64)

/**
 * The text whose SHA-256 is the hash of an entry. It begins with the hash before it, so that no entry can be
 * changed, left out or put elsewhere without every later hash becoming wrong. Keys are sorted, so the text does
 * not depend on how the parameters were written down.
 */
export function chainedText(previous: string, seq: number, facts: AuditFacts): string {
  const params = Object.entries(facts.params).sort(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify([previous, seq, facts.at, facts.who, facts.action, facts.subject ?? null, params])
}
