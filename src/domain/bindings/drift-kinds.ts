/** How the ledger and the platform can differ. */
export const DRIFT_KINDS = ['missingThere', 'missingHere', 'differs'] as const
export type DriftKind = (typeof DRIFT_KINDS)[number]

/**
 * How a difference is mended. The platform's side wins by `forget`, `adopt`, `takeTheirs`; ours by `bindAgain`,
 * `unbindThere`, `pushOurs`.
 */
export const DRIFT_WAYS = ['forget', 'bindAgain', 'adopt', 'unbindThere', 'takeTheirs', 'pushOurs'] as const
export type DriftWay = (typeof DRIFT_WAYS)[number]
