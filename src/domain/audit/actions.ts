/** What is written to the audit log. The screen has words for each in both languages. */
export const AUDIT_ACTIONS = [
  'number.revealed',
  'recording.played',
  'recording.downloaded',
  'recording.redacted',
  'recording.unsealed',
  'export.made',
  'import.made',
  'backup.made',
  'backup.restored',
  'retention.deleted',
  'binding.bound',
  'binding.changed',
  'binding.unbound',
  'batch.bound',
  'batch.undone',
  'hold.placed',
  'hold.lifted',
  'masking.turnedOn',
  'masking.turnedOff',
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]
