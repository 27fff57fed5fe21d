import type { CallId, DurationMs, E164, ReviewId, SessionId, UtcMs } from '../values.ts'

/** Who wrote a record; the id stays when the name is changed. */
export type Reviewer = { readonly id: ReviewId; readonly name: string }

/**
 * The call a record speaks of, with what a colleague's machine needs to know of it: the same call may have
 * another id there, so the session goes with it. The customer's number does not travel.
 */
export type ReviewedCall = {
  readonly callId: CallId
  readonly sessionId?: SessionId | undefined
  readonly startedAt: UtcMs
  readonly talkMs?: DurationMs | undefined
  /** The agent's own number: whose work it is. */
  readonly agent?: E164 | undefined
}

type Written = {
  /** What the record is a version of; all versions of one thing carry the same id. */
  readonly id: ReviewId
  readonly by: Reviewer
  readonly at: UtcMs
  /** Hashes of the versions that the writer saw and put this one in place of. */
  readonly replaces: readonly string[]
  /** Taken back: kept for the record, no longer shown or counted. */
  readonly removed: boolean
}

/** A place in a recording. Without text it is a marker, with text a comment. */
export type Mark = Written & {
  readonly kind: 'mark'
  readonly call: ReviewedCall
  readonly fromMs: DurationMs
  readonly toMs?: DurationMs | undefined
  readonly text: string
}

export type CardItem = {
  readonly id: string
  readonly text: string
  /** Share of the whole, any positive number; 0 for what only fails. */
  readonly weight: number
  /** Not met, it fails the whole call whatever the rest says. */
  readonly instantFail: boolean
}

export type Card = Written & {
  readonly kind: 'card'
  readonly name: string
  readonly items: readonly CardItem[]
}

/** A call to be reviewed with a card, by somebody or by whoever takes it. */
export type Task = Written & {
  readonly kind: 'task'
  readonly call: ReviewedCall
  readonly cardId: ReviewId
  readonly assignee?: Reviewer | undefined
}

export type Verdict = 'met' | 'partly' | 'missed' | 'notApplicable'
export type Answer = {
  readonly itemId: string
  readonly verdict: Verdict
  readonly note?: string | undefined
}

export type Score = Written & {
  readonly kind: 'score'
  readonly call: ReviewedCall
  readonly taskId?: ReviewId | undefined
  /** Hash of the version of the card that was scored with: a later card changes no score. */
  readonly card: string
  readonly answers: readonly Answer[]
  readonly note: string
}

export type ReviewRecord = Mark | Card | Task | Score
export type Kept<R extends ReviewRecord = ReviewRecord> = { readonly hash: string; readonly record: R }

/** The text a record is hashed by: keys in order, nothing that is absent. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalText(part)}`).join(',')}}`
}

/**
 * All records of several sets. A record is known by its hash and never changes, so this is a union: whoever
 * merges, in whatever order and however often, comes to the same set, and nothing is lost.
 */
export function mergeRecords(...sets: readonly (readonly Kept[])[]): Kept[] {
  const byHash = new Map<string, Kept>()
  for (const kept of sets.flat()) byHash.set(kept.hash, kept)
  return [...byHash.values()].sort(inOrder)
}

const inOrder = (one: Kept, other: Kept): number =>
  one.record.at - other.record.at || (one.hash < other.hash ? -1 : 1)

/** One thing as it now is: its versions that no other has replaced. More than one: written apart, a person decides. */
export type Current<R extends ReviewRecord> = {
  readonly id: ReviewId
  readonly heads: readonly [Kept<R>, ...Kept<R>[]]
}

/** The newest versions of each thing among these records, the one written last first. */
export function currentOf<R extends ReviewRecord>(records: readonly Kept<R>[]): Current<R>[] {
  const replaced = new Set(records.flatMap(({ record }) => record.replaces))
  const current: Current<R>[] = []
  for (const [id, versions] of Map.groupBy(records, ({ record }) => record.id)) {
    // Versions that replace each other in a ring can only be made by hand; then all of them are shown.
    const unreplaced = versions.filter(({ hash }) => !replaced.has(hash))
    const [first, ...rest] = (unreplaced.length === 0 ? versions : unreplaced).sort((one, other) =>
      inOrder(other, one),
    )
    if (first !== undefined) current.push({ id, heads: [first, ...rest] })
  }
  return current.sort((one, other) => inOrder(other.heads[0], one.heads[0]))
}

/** Those that are not taken back; one head that stands keeps the thing. */
export const standing = <R extends ReviewRecord>(current: readonly Current<R>[]): Current<R>[] =>
  current.flatMap(({ id, heads }) => {
    const [first, ...rest] = heads.filter(({ record }) => !record.removed)
    return first === undefined ? [] : [{ id, heads: [first, ...rest] as const }]
  })

/** Everybody that wrote one of these records or was given a call, each once under the newest name, by name. */
export function reviewersOf(records: readonly Kept[]): Reviewer[] {
  const named = new Map<ReviewId, Reviewer>()
  for (const { record } of [...records].sort(inOrder)) {
    // Who gave a call away may know an older name than its owner writes under.
    if (record.kind === 'task' && record.assignee !== undefined && !named.has(record.assignee.id))
      named.set(record.assignee.id, record.assignee)
    named.set(record.by.id, record.by)
  }
  return [...named.values()].sort((one, other) => one.name.localeCompare(other.name))
}
