/** What one sender may use. */
export type ReceiverLimits = {
  /** A longer body is refused with 413. */
  readonly bodyBytes: number
  /** From the first byte of a request to its last; a slower one is cut off. */
  readonly requestMs: number
  /** How long a connection may stay open between two pushes. */
  readonly idleMs: number
  readonly connections: number
  /** What is under way when the receiver closes may take this long. */
  readonly closeMs: number
  /** The answer to a question of the platform waits for the disk so long and no longer. */
  readonly questionMs: number
}

/** Fifty fee records are below 60 kB; a push far above that is not the platform's. */
export const LIMITS: ReceiverLimits = {
  bodyBytes: 1024 * 1024,
  requestMs: 20_000,
  idleMs: 30_000,
  connections: 1024,
  closeMs: 10_000,
  questionMs: 800,
}
