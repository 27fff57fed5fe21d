import type { Current, ReviewRecord } from '../../domain/review/index.ts'

/** A thing as it crosses: its versions with lists that may be changed there. */
export const crossing = <R extends ReviewRecord>({ id, heads }: Current<R>) => ({
  id,
  heads: heads.map(({ hash, record }) => ({ hash, record: { ...record, replaces: [...record.replaces] } })),
})
