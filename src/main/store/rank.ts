/**
 * The place of a call among all calls: by its start, and among those of one millisecond by arrival. Calls are
 * stored in this order, so a page of the history is read from one stretch of the disk.
 */
export const PLACES_PER_MS = 1024

/** The first place that a call of this moment (milliseconds, UTC) can have. */
export const firstPlace = (at: number): number => at * PLACES_PER_MS
