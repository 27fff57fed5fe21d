import type { Call, Leg } from '../../../contract/calls.ts'
import type { Translate } from '../../i18n/index.ts'
import { happeningNow, isOver } from './selectors.ts'

/** What goes on at this moment, as a line of text; `undefined` when nothing does. */
export function nowWords(call: Call, t: Translate): string | undefined {
  const now = happeningNow(call)
  return now === undefined ? undefined : t(`calls.now.${now}`)
}

/** The state of one leg in a word. Leg A of a callback is on the line before the talk begins. */
export function legWords(call: Call, leg: Leg, t: Translate): string {
  if (leg.state === 'idle') return t(isOver(call) ? 'calls.leg.idleOver' : 'calls.leg.idle')
  if (leg.state === 'failed')
    return t(leg.ringingAt === undefined ? 'calls.leg.failed' : 'calls.leg.failedRinging')
  if (leg.state === 'talking' && call.b !== undefined && call.b.state !== 'talking')
    return t('calls.leg.onLine')
  return t(`calls.leg.${leg.state}`)
}
