/** `verifyCode` is `String(2-8)` of digits (voice-call.md §4). */
export const SHORTEST_CODE = 2
export const LONGEST_CODE = 8
/** `times` is 0 to 9; 0 repeats until the callee hangs up (voice-call.md §4). */
export const MOST_TIMES = 9
/** What the platform takes when `times` is left out. */
export const USUAL_TIMES = 3

export type CodeProblem = 'empty' | 'digitsOnly' | 'tooShort' | 'tooLong'

/** Why a code cannot be read out; `undefined` when it can. */
export function codeProblem(code: string): CodeProblem | undefined {
  if (code === '') return 'empty'
  if (!/^[0-9]+$/.test(code)) return 'digitsOnly'
  if (code.length < SHORTEST_CODE) return 'tooShort'
  return code.length > LONGEST_CODE ? 'tooLong' : undefined
}

/** A code as it may stand on a screen or in a log: its length and nothing else. */
export const maskCode = (length: number): string => '•'.repeat(length)
