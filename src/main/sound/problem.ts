/** Why a file gives no sound. */
export type SoundProblemCode =
  | 'unknownFormat'
  | 'unsupportedCoding'
  | 'damaged'
  | 'empty'
  | 'rateOutOfRange'
  | 'tooLong'
  | 'tooBig'

/** Thrown while a sound is opened or read: the file is at fault, not the program. */
export class SoundProblem extends Error {
  readonly code: SoundProblemCode
  readonly detail: string

  constructor(code: SoundProblemCode, detail: string) {
    super(`${code}: ${detail}`)
    this.name = 'SoundProblem'
    this.code = code
    this.detail = detail
  }
}
