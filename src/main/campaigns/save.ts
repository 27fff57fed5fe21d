import { isDeepStrictEqual } from 'node:util'
import type { CampaignFields } from '../../contract/campaigns.ts'
import { Refusal } from '../../contract/errors.ts'
import type { Kept } from './register.ts'

/** States in which what is said and to whom may be changed. */
const OPEN: ReadonlySet<Kept['state']> = new Set(['draft', 'checked'])
const OVER: ReadonlySet<Kept['state']> = new Set(['stopping', 'stopped', 'finished'])

/**
 * A campaign with what a person set. One that has begun keeps what it says, to whom, and its rules; its name, pace
 * and hours may change, and its name when it is over.
 *
 * @throws Refusal `campaign.state`
 */
export function withFields(before: Kept, fields: CampaignFields): Kept {
  const { state } = before
  const { name: _name, pace: _pace, hours: _hours, ...fixed } = fields
  const { name: _was, pace, hours, ...fixedBefore } = before.fields
  const same = isDeepStrictEqual(fixed, fixedBefore)
  if (OPEN.has(state)) return { ...before, fields, state: same ? state : 'draft' }
  const going = isDeepStrictEqual({ pace: fields.pace, hours: fields.hours }, { pace, hours })
  if (!same || state === 'importing' || state === 'checking' || (OVER.has(state) && !going)) {
    throw new Refusal('campaign.state', { state })
  }
  return { ...before, fields }
}

/** @throws Refusal `campaign.state` unless it is in one of these */
export function mustBe(kept: Kept, ...states: readonly Kept['state'][]): void {
  if (!states.includes(kept.state)) throw new Refusal('campaign.state', { state: kept.state })
}
