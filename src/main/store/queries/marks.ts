import { foldText } from '../../../domain/text/index.ts'
import type { CallId, ProfileId, UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { MarksChange, StoredMarks, StoredTag, StoredWrapUpCode } from '../types/marks.ts'

type Row = { revision: number; note: string; wrap_up: string; reviewed: number }

const NONE: Row = { revision: 0, note: '', wrap_up: '', reviewed: 0 }

const rowOf = (db: Db, callId: CallId): Row =>
  db
    .prepare<[string], Row>('SELECT revision, note, wrap_up, reviewed FROM call_marks WHERE call_id = ?')
    .get(callId) ?? NONE

export function marks(db: Db, callId: CallId): StoredMarks {
  const row = rowOf(db, callId)
  return {
    callId,
    revision: row.revision,
    note: row.note,
    tags: db
      .prepare<[string], { id: number; name: string }>(
        'SELECT t.id, t.name FROM call_tags c JOIN tags t ON t.id = c.tag_id WHERE c.call_id = ? ORDER BY t.folded',
      )
      .all(callId),
    ...(row.wrap_up === '' ? {} : { wrapUp: row.wrap_up }),
    reviewed: row.reviewed === 1,
  }
}

/**
 * Changes what is given and leaves the rest.
 *
 * @param remark places the call anew; `false` when there is no such call, and then nothing is kept
 */
export function changeMarks(
  db: Db,
  remark: (callId: CallId) => boolean,
  callId: CallId,
  change: MarksChange,
  at: UtcMs,
): StoredMarks | undefined {
  const known = db.prepare<[string], unknown>('SELECT 1 FROM call_bodies WHERE call_id = ?').get(callId)
  if (known === undefined) return undefined
  const before = rowOf(db, callId)
  const wrapUp = change.wrapUp === undefined ? before.wrap_up : (change.wrapUp ?? '')
  const reviewed = change.reviewed === undefined ? before.reviewed : change.reviewed ? 1 : 0
  writeRow(db, callId, { ...before, note: change.note ?? before.note, wrap_up: wrapUp, reviewed }, at)
  if (change.tags !== undefined) {
    db.prepare<[string]>('DELETE FROM call_tags WHERE call_id = ?').run(callId)
    const add = db.prepare<[string, number]>(
      'INSERT OR IGNORE INTO call_tags (call_id, tag_id) VALUES (?, ?)',
    )
    for (const name of change.tags) add.run(callId, tagNamed(db, name))
    db.exec('DELETE FROM tags WHERE NOT EXISTS (SELECT 1 FROM call_tags WHERE tag_id = tags.id)')
  }
  remark(callId)
  return marks(db, callId)
}

function writeRow(db: Db, callId: CallId, row: Row, at: UtcMs): void {
  db.prepare<unknown[]>(
    `INSERT OR REPLACE INTO call_marks (call_id, revision, note, wrap_up, reviewed, changed_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(callId, row.revision + 1, row.note, row.wrap_up, row.reviewed, at)
}

function tagNamed(db: Db, name: string): number {
  const known = db
    .prepare<[string], { id: number }>('SELECT id FROM tags WHERE folded = ?')
    .get(foldText(name))
  if (known !== undefined) return known.id
  const added = db
    .prepare<[string, string]>('INSERT INTO tags (name, folded) VALUES (?, ?)')
    .run(name.trim(), foldText(name))
  return Number(added.lastInsertRowid)
}

/**
 * Two calls turn out to be one: what was added to either belongs to the one that stays. Notes are put one after
 * the other, as nobody can say which of them to leave out.
 */
export function moveMarks(db: Db, from: CallId, to: CallId, at: UtcMs): void {
  const source = rowOf(db, from)
  if (source.revision > 0) {
    const target = rowOf(db, to)
    const note = [target.note, source.note].filter((text) => text !== '').join('\n')
    const row = {
      revision: target.revision,
      note,
      wrap_up: target.wrap_up === '' ? source.wrap_up : target.wrap_up,
      reviewed: Math.max(target.reviewed, source.reviewed),
    }
    writeRow(db, to, row, at)
    db.prepare<[string]>('DELETE FROM call_marks WHERE call_id = ?').run(from)
  }
  db.prepare<[string, string]>('UPDATE OR IGNORE call_tags SET call_id = ? WHERE call_id = ?').run(to, from)
  db.prepare<[string]>('DELETE FROM call_tags WHERE call_id = ?').run(from)
  db.prepare<[string, string]>('UPDATE reminders SET call_id = ? WHERE call_id = ?').run(to, from)
}

/** Tags in use, the most used first. */
export function tags(db: Db): StoredTag[] {
  return db
    .prepare<[], StoredTag>(
      `SELECT id, name, (SELECT count(*) FROM call_tags WHERE tag_id = tags.id) AS calls
       FROM tags ORDER BY calls DESC, folded`,
    )
    .all()
}

type CodeRow = { id: string; profile_id: ProfileId | ''; label: string; removed_at: number | null }

/** Every code there ever was, in the order given to them. */
export function wrapUpCodes(db: Db): StoredWrapUpCode[] {
  return db
    .prepare<[], CodeRow>('SELECT id, profile_id, label, removed_at FROM wrap_up_codes ORDER BY position, id')
    .all()
    .map((row) => ({
      id: row.id,
      ...(row.profile_id === '' ? {} : { profileId: row.profile_id }),
      label: row.label,
      removed: row.removed_at !== null,
    }))
}

/** The codes of a profile from now on, or of all profiles without one. Those left out are no longer offered. */
export function saveWrapUpCodes(
  db: Db,
  profileId: ProfileId | undefined,
  codes: readonly { readonly id: string; readonly label: string }[],
  at: UtcMs,
): void {
  const owner = profileId ?? ''
  db.prepare<[number, string]>(
    'UPDATE wrap_up_codes SET removed_at = ? WHERE profile_id = ? AND removed_at IS NULL',
  ).run(at, owner)
  const keep = db.prepare<[string, string, string, number]>(
    `INSERT INTO wrap_up_codes (id, profile_id, label, position) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET label = excluded.label, position = excluded.position, removed_at = NULL`,
  )
  for (const [position, { id, label }] of codes.entries()) keep.run(id, owner, label, position)
}
