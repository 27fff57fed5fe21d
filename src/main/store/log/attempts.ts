import type { Call } from '../../../domain/calls/index.ts'
import { type Attempt, attemptOf, type Policy, rowAfter } from '../../../domain/campaign/index.ts'
import type { CallId, UtcMs } from '../../../domain/values.ts'
import type { Db } from '../connection.ts'
import { createCampaignRows } from './campaign-rows.ts'
import { keepKeyResults } from './key-results.ts'

type Place = { campaign: number; row: number; at: UtcMs; given_up: number; end: string }

/**
 * Keeps the rows of campaigns in step with the calls placed for them: inside the transaction that appended what
 * is new of a call, so a row is never behind its attempts, whatever stops the application.
 *
 * @param remark places a call anew after its tags have changed
 */
export function createAttempts(db: Db, remark: (callId: CallId) => boolean) {
  const rows = createCampaignRows(db)
  const placeOf = db.prepare<[string], Place>(
    'SELECT campaign, row, at, given_up, end FROM campaign_attempts WHERE call_id = ?',
  )
  const ofRow = db.prepare<[number, number], { end: string; given_up: number }>(
    'SELECT end, given_up FROM campaign_attempts WHERE campaign = ? AND row = ? ORDER BY at, call_id',
  )
  const save = db.prepare<[string, string]>('UPDATE campaign_attempts SET end = ? WHERE call_id = ?')
  const insert = db.prepare<[string, number, number, number, string]>(
    'INSERT INTO campaign_attempts (call_id, campaign, row, at, given_up, end) VALUES (?, ?, ?, ?, 0, ?)',
  )
  const markGivenUp = db.prepare<[string]>('UPDATE campaign_attempts SET given_up = 1 WHERE call_id = ?')
  const campaign = db.prepare<[number], { state: string; name: string; policy: string }>(
    `SELECT state, fields ->> '$.name' AS name, json_object('attempts', fields ->> '$.retry.attempts',
       'afterMinutes', json(fields -> '$.retry.afterMinutes'), 'rules', json(fields -> '$.rules')) AS policy
     FROM campaigns WHERE key = ?`,
  )
  const contents = db.prepare<[number], { contents: string }>('SELECT contents FROM campaigns WHERE key = ?')

  /** How many digits the last collection asks for stands in what is said. */
  function policyOf(key: number): { policy: Policy; over: boolean; name: string } | undefined {
    const found = campaign.get(key)
    if (found === undefined) return undefined
    const said: readonly { collect?: { digits: number } }[] = JSON.parse(contents.get(key)?.contents ?? '[]')
    const digits = said.findLast(({ collect }) => collect !== undefined)?.collect?.digits
    const over = found.state === 'stopping' || found.state === 'stopped'
    return { policy: { ...JSON.parse(found.policy), digits }, over, name: found.name }
  }

  /** @param at when the news came by which it is drawn anew */
  function redraw(key: number, row: number, at: UtcMs): void {
    const before = rows.find(key, row)
    const rules = policyOf(key)
    if (before === undefined || rules === undefined) return
    const attempts = ofRow
      .all(key, row)
      .map(({ end, given_up }): Attempt => ({ ...JSON.parse(end), givenUp: given_up === 1 }))
    const after = rows.writeResult(key, before, rowAfter(attempts, rules.policy, rules.over))
    const last = attempts.at(-1)
    if (last === undefined || (last.digits ?? '') === '') return
    keepKeyResults(db, remark, { before, after }, { id: last.callId, note: rules.name, at })
  }

  return {
    /**
     * A call changed; if it was placed for a row, the row follows.
     *
     * @param now when its last news came
     */
    noticed(call: Call, now: UtcMs): void {
      const place = placeOf.get(call.id)
      if (place === undefined) return
      const before: Attempt = JSON.parse(place.end)
      const { at, given_up } = place
      const attempt = attemptOf(call, { at, overAt: before.overAt ?? now, givenUp: given_up === 1 })
      save.run(JSON.stringify(attempt), call.id)
      redraw(place.campaign, place.row, now)
    },
    /** An attempt is about to be sent. */
    begin(key: number, row: number, callId: CallId, at: UtcMs): void {
      const attempt: Attempt = { callId, at, phase: 'dialling', outcome: 'ongoing', givenUp: false }
      insert.run(callId, key, row, at, JSON.stringify(attempt))
    },
    /** A person waits no longer for news of a call. */
    giveUp(callId: CallId): boolean {
      const place = placeOf.get(callId)
      if (place === undefined) return false
      markGivenUp.run(callId)
      redraw(place.campaign, place.row, place.at)
      return true
    },
  }
}
