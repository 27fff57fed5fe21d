import { ALAW_AMPLITUDE } from '../../domain/alaw/index.ts'
import type { Choices } from '../options.ts'

/** A reason goes with `refused` only. */
export type Verdict = { readonly state: 'passed' | 'refused'; readonly reason?: string }

/** About 54 dB below full scale: what is left of silence after any conversion. */
const SILENT_BELOW = 64

/**
 * How a review ends that nobody decides by control. The pages name no criteria; these two make both endings
 * reachable: a name or description with the word "refuse", and a file in which nothing can be heard.
 */
export function verdictOn(
  { name, description = '' }: { readonly name: string; readonly description?: string },
  samples: Uint8Array,
  choices: Choices,
): Verdict {
  if (/refuse/i.test(`${name} ${description}`)) {
    return { state: 'refused', reason: 'The name or the description asks to be refused.' }
  }
  const silent = samples.every((code) => Math.abs(ALAW_AMPLITUDE[code] ?? 0) < SILENT_BELOW)
  if (silent && choices.silentPrompts === 'refuse') {
    return { state: 'refused', reason: 'The file holds nothing but silence.' }
  }
  return { state: 'passed' }
}
