import { billedMinutes } from '../billing/index.ts'
import { fillTemplate } from '../template/index.ts'
import { isUtcMs, must } from '../values.ts'
import type { Content, Library } from './contents.ts'

/** How long the platform waits for digits after playback (voice-call.md §3). */
const DIGITS_WAIT_S = 5
/** Chinese characters read out in a second. A usual pace; the platform's is set on the console. */
const CHARACTERS_PER_S = 4
/** One digit of a verification code with its pause. */
const CODE_DIGIT_S = 1

export type Span = { readonly shortest: number; readonly longest: number }

/** Seconds that a text takes to be read out, roughly. */
const readingSeconds = (text: string): number => [...text.replace(/\s/g, '')].length / CHARACTERS_PER_S

/**
 * How long a callee who listens to the end is on the line, in seconds: `shortest` with digits pressed at once
 * and no replay, `longest` with the whole wait for digits and each content that can be replayed heard twice.
 * Prompts that are not in the library count nothing; texts are estimated.
 */
export function playbackSeconds(contents: readonly Content[], library: Library): Span {
  let shortest = 0
  let longest = 0
  for (const content of contents) {
    const seconds = contentSeconds(content, library)
    const wait = content.collect === undefined ? 0 : DIGITS_WAIT_S
    const rounds = content.collect?.replayOn === undefined ? 1 : 2
    shortest += seconds
    longest += (seconds + wait) * rounds
  }
  return { shortest, longest }
}

function contentSeconds(content: Content, library: Library): number {
  if (content.kind === 'prompt') return library.prompt(content.name)?.seconds ?? 0
  const template = library.template(content.templateId)
  return template === undefined ? 0 : readingSeconds(fillTemplate(template.content, content.values))
}

/** How long a verification code takes, in seconds; `times` 0 goes on until the callee hangs up and is counted as 9. */
export function codeSeconds(input: {
  readonly digits: number
  readonly times: number
  readonly before: number
  readonly after: number
}): number {
  return (input.before + input.digits * CODE_DIGIT_S + input.after) * (input.times === 0 ? 9 : input.times)
}

/** Minutes that are billed for an answered call of so many seconds: every minute begun (voice-call.md §7). */
export function minutesFor(seconds: number): number {
  const at = (ms: number) => must(ms, isUtcMs, 'time')
  return billedMinutes(at(0), at(Math.max(1000, Math.ceil(seconds) * 1000)))
}
