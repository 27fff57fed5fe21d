/** What is wrong with the store, as a person must be told. */
export type StoreProblem =
  | 'missing'
  | 'locked'
  | 'damaged'
  | 'readOnly'
  | 'full'
  | 'fromTheFuture'
  | 'closed'
  | 'unknown'

export class StoreError extends Error {
  readonly kind: StoreProblem

  constructor(kind: StoreProblem, message: string) {
    super(message)
    this.name = 'StoreError'
    this.kind = kind
  }
}

const BY_SQLITE_CODE: readonly (readonly [RegExp, StoreProblem])[] = [
  [/^SQLITE_(?:CORRUPT|NOTADB)/, 'damaged'],
  [/^SQLITE_(?:READONLY|CANTOPEN|PERM|AUTH)/, 'readOnly'],
  [/^SQLITE_FULL/, 'full'],
  [/^SQLITE_BUSY/, 'locked'],
]

/** Sorts what SQLite throws into the kinds above; keeps its message for the log. */
export function asStoreError(problem: unknown): StoreError {
  if (problem instanceof StoreError) return problem
  if (!(problem instanceof Error)) return new StoreError('unknown', 'not an Error was thrown')
  const code = 'code' in problem && typeof problem.code === 'string' ? problem.code : ''
  const known = BY_SQLITE_CODE.find(([pattern]) => pattern.test(code))
  return new StoreError(known?.[1] ?? 'unknown', `${code} ${problem.message}`.trim())
}
