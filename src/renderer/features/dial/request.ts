import type { DialOptions, DialRequest } from '../../../contract/calls.ts'
import type { Profile } from '../../../contract/profiles.ts'
import { type NumberProblem, parseDialled } from '../../../domain/phone/parse.ts'
import { isPromptName } from '../../../domain/prompt/index.ts'

/** What the person typed and chose, as it stands in the form. */
export type DialFields = {
  readonly callee: string
  readonly own: string
  readonly display: string
  readonly record: boolean
  readonly recordHintTone: string
  readonly maxDurationMinutes: number
  readonly lastMinVoice: string
  readonly lastMinTo: 'both' | 'toa' | 'tob'
  readonly playPreVoice: boolean
  readonly preVoice: string
  readonly waitVoice: string
  readonly calleeMedia: 'all' | 'none' | 'fail'
}

export const EMPTY_FIELDS: DialFields = {
  callee: '',
  own: '',
  display: '',
  record: false,
  recordHintTone: '',
  maxDurationMinutes: 0,
  lastMinVoice: '',
  lastMinTo: 'both',
  playPreVoice: false,
  preVoice: '',
  waitVoice: '',
  calleeMedia: 'all',
}

const prompt = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim())

/** A name that would be sent and has no valid form. */
export const wrongPrompts = (fields: DialFields): readonly (keyof DialFields)[] => {
  const sent: readonly (readonly [keyof DialFields, string, boolean])[] = [
    ['recordHintTone', fields.recordHintTone, fields.record],
    ['lastMinVoice', fields.lastMinVoice, fields.maxDurationMinutes > 0],
    ['preVoice', fields.preVoice, fields.playPreVoice],
    ['waitVoice', fields.waitVoice, true],
  ]
  return sent
    .filter(([, text, used]) => used && prompt(text) !== undefined && !isPromptName(text.trim()))
    .map(([field]) => field)
}

/** Only what has a meaning: a dependent option without its switch is not sent (voice-call.md §8.4). */
export function optionsOf(fields: DialFields): DialOptions {
  const limited = fields.maxDurationMinutes > 0
  const recordHintTone = fields.record ? prompt(fields.recordHintTone) : undefined
  const lastMinVoice = limited ? prompt(fields.lastMinVoice) : undefined
  const preVoice = fields.playPreVoice ? prompt(fields.preVoice) : undefined
  const waitVoice = prompt(fields.waitVoice)
  return {
    record: fields.record,
    maxDurationMinutes: fields.maxDurationMinutes,
    playPreVoice: fields.playPreVoice,
    calleeMedia: fields.calleeMedia,
    ...(recordHintTone === undefined ? {} : { recordHintTone }),
    ...(lastMinVoice === undefined ? {} : { lastMinVoice }),
    ...(limited && fields.lastMinTo !== 'both' ? { lastMinTo: fields.lastMinTo } : {}),
    ...(preVoice === undefined ? {} : { preVoice }),
    ...(waitVoice === undefined ? {} : { waitVoice }),
  }
}

export type Need = 'profile' | 'paused' | 'secret' | 'number' | 'own' | 'options'

export type Drafted =
  | { readonly ok: true; readonly request: Omit<DialRequest, 'requestId'> }
  | { readonly ok: false; readonly need: Need; readonly problem?: NumberProblem }

/** The request that the form stands for, or the first thing that is missing. */
export function draft(fields: DialFields, profile: Profile | undefined): Drafted {
  if (profile === undefined) return { ok: false, need: 'profile' }
  if (profile.pause !== undefined) return { ok: false, need: 'paused' }
  if (!profile.hasSecret) return { ok: false, need: 'secret' }
  const callee = parseDialled(fields.callee)
  if (!callee.ok) return { ok: false, need: 'number', problem: callee.reason }
  const caller = parseDialled(fields.own)
  if (!caller.ok) return { ok: false, need: 'own', problem: caller.reason }
  const display =
    profile.displayNumbers.find((number) => number === fields.display) ?? profile.displayNumbers[0]
  if (display === undefined) return { ok: false, need: 'profile' }
  if (wrongPrompts(fields).length > 0) return { ok: false, need: 'options' }
  return {
    ok: true,
    request: {
      profileId: profile.id,
      callee: callee.number,
      caller: caller.number,
      displayToCaller: display,
      displayToCallee: display,
      options: optionsOf(fields),
    },
  }
}
