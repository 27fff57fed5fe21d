import { createHash } from 'node:crypto'
import { type Message, type MessageEvent, reduceMessage } from '../../../domain/messages/index.ts'
import { nationalDigits, reversedDigits } from '../../../domain/phone/index.ts'
import type { ProfileId, UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import { firstPlace, PLACES_PER_MS } from '../rank.ts'
import { createForgotten } from '../retention/forgotten.ts'
import type { Decided, MaskingNews, MessageSearch, ReportedNumber } from '../types/bindings.ts'

const sha256 = (...parts: readonly string[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest()
}

/** A message has one id, whichever of its notices comes first. */
const messageId = (profileId: ProfileId | undefined, smsId: string): string =>
  `m-${sha256(profileId ?? '', smsId)
    .toString('hex')
    .slice(0, 32)}`

/** Keeps what pushes of Private Number bring besides calls. Runs inside the transaction that keeps the push. */
export function createNews(db: Db) {
  const forgotten = createForgotten(db)
  const insertEvent = db.prepare<[Buffer, string, number, string]>(
    `INSERT INTO message_log (event_key, message_id, received_at, payload) VALUES (?, ?, ?, ?)
     ON CONFLICT (event_key) DO NOTHING`,
  )
  const eventsOf = db.prepare<[string], { id: number; payload: string }>(
    'SELECT id, payload FROM message_log WHERE message_id = ? ORDER BY id',
  )
  const rankOf = db.prepare<[string], { rank: number }>('SELECT rank FROM messages WHERE message_id = ?')
  const lastRankIn = db.prepare<[number, number], { rank: number | null }>(
    'SELECT max(rank) AS rank FROM messages WHERE rank >= ? AND rank < ?',
  )
  const put = db.prepare<unknown[]>(
    `INSERT INTO messages (rank, message_id, profile_id, state, subscription_id, message)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (message_id) DO UPDATE SET state = excluded.state, message = excluded.message,
       subscription_id = excluded.subscription_id`,
  )
  const insertDigits = db.prepare<[string, number]>(
    'INSERT OR IGNORE INTO message_digits (key, rank) VALUES (?, ?)',
  )
  const insertNumber = db.prepare<unknown[]>(
    'INSERT INTO number_log (received_at, profile_id, number, status, cause) VALUES (?, ?, ?, ?, ?)',
  )
  const insertDecision = db.prepare<[number, string, string]>(
    'INSERT INTO routing_log (at, profile_id, decision) VALUES (?, ?, ?)',
  )

  function freeRank(at: UtcMs): number {
    for (let from = firstPlace(at); ; from += PLACES_PER_MS) {
      const next = (lastRankIn.get(from, from + PLACES_PER_MS)?.rank ?? from - 1) + 1
      if (next < from + PLACES_PER_MS) return next
    }
  }

  function derive(id: string, profileId: ProfileId | undefined): Message {
    const rows = eventsOf.all(id)
    const events = rows.map(({ payload }): MessageEvent => JSON.parse(payload))
    const message = reduceMessage({ id, revision: rows.at(-1)?.id ?? 0, profileId }, events)
    const rank = rankOf.get(id)?.rank ?? freeRank(message.at)
    const { state, subscriptionId, from, to, x } = message
    put.run(rank, id, profileId ?? null, state, subscriptionId ?? null, JSON.stringify(message))
    for (const number of [from, to, x]) {
      if (number === undefined) continue
      insertDigits.run(`f${nationalDigits(number)}`, rank)
      insertDigits.run(`r${reversedDigits(number)}`, rank)
    }
    return message
  }

  return {
    keep(
      news: MaskingNews,
      from: { readonly receivedAt: UtcMs; readonly profileId?: ProfileId | undefined },
    ): { messages: Message[]; decisionId?: number } {
      const changed = new Set<string>()
      for (const event of news.messages) {
        const id = messageId(from.profileId, event.smsId)
        if (forgotten.has('message', id)) continue
        const payload = JSON.stringify(event)
        const { changes } = insertEvent.run(sha256(id, payload), id, from.receivedAt, payload)
        if (changes > 0) changed.add(id)
      }
      for (const { number, status, cause } of news.numbers) {
        insertNumber.run(from.receivedAt, from.profileId ?? null, number, status, cause ?? null)
      }
      const messages = [...changed].map((id) => derive(id, from.profileId))
      if (news.decision === undefined) return { messages }
      const { at, profileId } = news.decision
      const { lastInsertRowid } = insertDecision.run(at, profileId, JSON.stringify(news.decision))
      return { messages, decisionId: Number(lastInsertRowid) }
    },
  }
}

export function searchMessages(
  db: Db,
  { filter, after, limit }: MessageSearch,
): { messages: Message[]; next?: string } {
  const clauses = ['rank < ?']
  const values: unknown[] = [
    Math.min(
      after === undefined ? Number.MAX_SAFE_INTEGER : Number(after),
      filter.to === undefined ? Number.MAX_SAFE_INTEGER : firstPlace(filter.to),
    ),
  ]
  const add = (clause: string, ...given: unknown[]) => {
    clauses.push(clause)
    values.push(...given)
  }
  if (filter.from !== undefined) add('rank >= ?', firstPlace(filter.from))
  if (filter.profileId !== undefined) add('profile_id = ?', filter.profileId)
  if (filter.subscriptionId !== undefined) add('subscription_id = ?', filter.subscriptionId)
  const states = filter.states ?? []
  if (states.length > 0) add(`state IN (${states.map(() => '?').join(', ')})`, ...states)
  const part = filter.numberPart?.replace(/^\+86/, '').replace(/^\+/, '')
  if (part !== undefined && part !== '') {
    const backwards = [...part].reverse().join('')
    add(
      `rank IN (SELECT rank FROM message_digits WHERE key >= ? AND key < ?
        UNION SELECT rank FROM message_digits WHERE key >= ? AND key < ?)`,
      `f${part}`,
      `f${part}:`,
      `r${backwards}`,
      `r${backwards}:`,
    )
  }
  const rows = db
    .prepare<unknown[], { rank: number; message: string }>(
      `SELECT rank, message FROM messages WHERE ${clauses.join(' AND ')} ORDER BY rank DESC LIMIT ?`,
    )
    .all(...values, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    messages: page.map(({ message }): Message => JSON.parse(message)),
    ...(rows.length > limit && last !== undefined ? { next: String(last.rank) } : {}),
  }
}

/** The last report of each private number. */
export function numberReports(db: Db): ReportedNumber[] {
  type Row = {
    received_at: UtcMs
    profile_id: ProfileId | null
    number: string
    status: string
    cause: string | null
  }
  return db
    .prepare<[], Row>(
      `SELECT * FROM number_log WHERE id IN (SELECT max(id) FROM number_log GROUP BY number, profile_id)`,
    )
    .all()
    .map((row) => ({
      at: row.received_at,
      number: row.number,
      status: row.status,
      ...(row.profile_id === null ? {} : { profileId: row.profile_id }),
      ...(row.cause === null ? {} : { cause: row.cause }),
    }))
}

/** What was answered, newest first. */
export function decisions(
  db: Db,
  query: {
    readonly profileId?: ProfileId | undefined
    readonly after?: number | undefined
    readonly limit: number
  },
): (Decided & { id: number })[] {
  const { profileId, after, limit } = query
  return db
    .prepare<unknown[], { id: number; decision: string }>(
      `SELECT id, decision FROM routing_log WHERE id < ? ${profileId === undefined ? '' : 'AND profile_id = ?'}
       ORDER BY id DESC LIMIT ?`,
    )
    .all(after ?? Number.MAX_SAFE_INTEGER, ...(profileId === undefined ? [] : [profileId]), limit)
    .map((row) => ({ ...JSON.parse(row.decision), id: row.id }))
}
