import type { UtcMs } from '../values.ts'

/**
 * Kinds of data that can have an end. `calls` with their events, notes, marks and recordings; `pushBodies`: what was
 * pushed, word for word; `recordings`: the sound alone, counted from when it was fetched; `files`: exports, and what was sent to be read;
 * `messages`, `bindings`, `campaigns`: those that are over. The audit log is not among them: each of its entries
 * is bound to the one before, so none can go.
 */
export const RETENTION_KINDS = [
  'calls',
  'recordings',
  'pushBodies',
  'quarantine',
  'messages',
  'bindings',
  'campaigns',
  'files',
  'logs',
] as const

export type RetentionKind = (typeof RETENTION_KINDS)[number]

/** Whole days that each kind is kept; one without days is kept for ever. */
export type RetentionDays = Readonly<Partial<Record<RetentionKind, number>>>

export const DAY_MS = 86_400_000

/**
 * A call younger than this may still bring a recording: the platform has one for seven days after the call
 * (audio.md §7), and the longest call itself is far shorter than the day more.
 */
export const MAY_BRING_RECORDING_MS = 8 * DAY_MS

/** What is older than this is over its time (milliseconds, UTC); never before the epoch. */
export const keptSince = (days: number, now: UtcMs): number => Math.max(0, now - days * DAY_MS)
