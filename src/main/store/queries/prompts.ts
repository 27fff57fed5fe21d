import type { PromptId, SourceId, UtcMs, VersionId } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import type { PromptChange, PromptUse, StoredPrompt, StoredVersion } from '../types.ts'

type PromptRow = {
  id: PromptId
  revision: number
  name: string
  description: string
  tags: string
  created_at: StoredPrompt['createdAt']
  changed_at: StoredPrompt['changedAt']
  removed_at: StoredPrompt['removedAt'] | null
}
type VersionRow = {
  id: VersionId
  prompt_id: PromptId
  number: number
  source_id: StoredVersion['sourceId'] | null
  made_at: StoredVersion['madeAt']
  facts: string
}

const toPrompt = (row: PromptRow): StoredPrompt => ({
  id: row.id,
  revision: row.revision,
  name: row.name,
  description: row.description,
  tags: JSON.parse(row.tags),
  createdAt: row.created_at,
  changedAt: row.changed_at,
  ...(row.removed_at === null ? {} : { removedAt: row.removed_at }),
})

const toVersion = (row: VersionRow): StoredVersion => ({
  id: row.id,
  promptId: row.prompt_id,
  number: row.number,
  ...(row.source_id === null ? {} : { sourceId: row.source_id }),
  madeAt: row.made_at,
  facts: JSON.parse(row.facts),
})

/** All that are not removed, by name. */
export function prompts(db: Db): StoredPrompt[] {
  return db
    .prepare<[], PromptRow>('SELECT * FROM prompts WHERE removed_at IS NULL ORDER BY lower(name)')
    .all()
    .map(toPrompt)
}

export function prompt(db: Db, id: PromptId): StoredPrompt | undefined {
  const row = db.prepare<[string], PromptRow>('SELECT * FROM prompts WHERE id = ?').get(id)
  return row === undefined ? undefined : toPrompt(row)
}

/** The versions of a prompt, the newest first; of all prompts without an id. */
export function promptVersions(db: Db, id?: PromptId): StoredVersion[] {
  const rows =
    id === undefined
      ? db.prepare<[], VersionRow>('SELECT * FROM prompt_versions ORDER BY number DESC').all()
      : db
          .prepare<[string], VersionRow>(
            'SELECT * FROM prompt_versions WHERE prompt_id = ? ORDER BY number DESC',
          )
          .all(id)
  return rows.map(toVersion)
}

export function promptVersion(db: Db, id: VersionId): StoredVersion | undefined {
  const row = db.prepare<[string], VersionRow>('SELECT * FROM prompt_versions WHERE id = ?').get(id)
  return row === undefined ? undefined : toVersion(row)
}

/**
 * Keeps a prompt.
 *
 * @returns `nameTaken` when another one has that name; nothing is changed then
 */
export function savePrompt(db: Db, change: PromptChange): StoredPrompt | 'nameTaken' {
  const other = db
    .prepare<[string, string], { id: string }>(
      'SELECT id FROM prompts WHERE lower(name) = lower(?) AND removed_at IS NULL AND id <> ?',
    )
    .get(change.name, change.id)
  if (other !== undefined && change.removedAt === undefined) return 'nameTaken'
  const row = db
    .prepare<[string, string, string, string, number, number, number | null], PromptRow>(
      `INSERT INTO prompts (id, revision, name, description, tags, created_at, changed_at, removed_at)
       VALUES (?, 1, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET revision = revision + 1, name = excluded.name,
         description = excluded.description, tags = excluded.tags, changed_at = excluded.changed_at,
         removed_at = excluded.removed_at
       RETURNING *`,
    )
    .get(
      change.id,
      change.name,
      change.description,
      JSON.stringify(change.tags),
      change.changedAt,
      change.changedAt,
      change.removedAt ?? null,
    )
  if (row === undefined) throw new Error('the prompt was not kept')
  return toPrompt(row)
}

/** Adds the next version of a prompt that is there; the same id twice is added once. */
export function addPromptVersion(db: Db, version: Omit<StoredVersion, 'number'>): StoredVersion {
  db.prepare<[string, string, string, string | null, number, string]>(
    `INSERT OR IGNORE INTO prompt_versions (id, prompt_id, number, source_id, made_at, facts)
     VALUES (?, ?, (SELECT coalesce(max(number), 0) + 1 FROM prompt_versions WHERE prompt_id = ?), ?, ?, ?)`,
  ).run(
    version.id,
    version.promptId,
    version.promptId,
    version.sourceId ?? null,
    version.madeAt,
    JSON.stringify(version.facts),
  )
  const kept = promptVersion(db, version.id)
  if (kept === undefined) throw new Error('the version was not kept')
  return kept
}

/**
 * Keeps a new prompt together with its first version.
 *
 * @returns `nameTaken` when another one has that name; nothing is changed then
 */
export function addPrompt(
  db: Db,
  change: PromptChange,
  version: Omit<StoredVersion, 'number' | 'promptId'>,
): StoredPrompt | 'nameTaken' {
  const prompt = savePrompt(db, change)
  if (prompt !== 'nameTaken') addPromptVersion(db, { ...version, promptId: prompt.id })
  return prompt
}

/** Who named a prompt in calls, and how often. */
export function promptUses(db: Db, name: string): PromptUse[] {
  return db
    .prepare<[string], PromptUse>(
      `SELECT profile_id AS profileId, calls, last_at AS lastAt FROM prompt_uses
       WHERE name = ? ORDER BY last_at DESC`,
    )
    .all(name)
}

/**
 * Forgets prompts that were removed up to a time, with their versions and what became of them.
 *
 * @returns the ids of versions, and of sources that no other version came from: their files are no longer needed
 */
export function purgePrompts(db: Db, removedUpTo: UtcMs): (VersionId | SourceId)[] {
  const gone = db
    .prepare<[number], { id: VersionId; source_id: SourceId | null }>(
      `SELECT id, source_id FROM prompt_versions
       WHERE prompt_id IN (SELECT id FROM prompts WHERE removed_at <= ?)`,
    )
    .all(removedUpTo)
  for (const table of ['prompt_versions WHERE prompt_id', 'reviews WHERE subject', 'prompts WHERE id']) {
    db.prepare<[number]>(`DELETE FROM ${table} IN (SELECT id FROM prompts WHERE removed_at <= ?)`).run(
      removedUpTo,
    )
  }
  const used = db.prepare<[string], { id: string }>('SELECT id FROM prompt_versions WHERE source_id = ?')
  const sources = new Set(gone.flatMap(({ source_id: id }) => (id === null ? [] : [id])))
  return [...gone.map(({ id }) => id), ...[...sources].filter((id) => used.get(id) === undefined)]
}
