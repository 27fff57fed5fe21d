import { ErrorCode, type ErrorData } from '../../contract/errors.ts'
import { explainError } from '../../domain/explain/index.ts'

export type Language = 'zh-CN' | 'en'

/** What an operation throws when its reply says no, or when no reply came. */
export class ContractFailure extends Error {
  readonly error: ErrorData

  constructor(error: ErrorData) {
    super(error.message)
    this.name = 'ContractFailure'
    this.error = error
  }
}

/** An error that this side makes itself: the wire was lost, or what came over it made no sense. */
export function localFailure(code: ErrorData['code'], language: Language): ContractFailure {
  const words = explainError(code, {}, language)
  const retry = code === 'connection.lost' ? 'now' : 'no'
  return new ContractFailure({ code, params: {}, message: words.message, remedy: words.remedy, retry })
}

/** Whatever was thrown, as the data a screen shows. */
export function errorOf(thrown: unknown, language: Language): ErrorData {
  return thrown instanceof ContractFailure ? thrown.error : localFailure('internal', language).error
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const CODES: ReadonlySet<unknown> = new Set(ErrorCode.options)

export function isErrorData(value: unknown): value is ErrorData {
  return (
    isObject(value) &&
    CODES.has(value.code) &&
    isObject(value.params) &&
    typeof value.message === 'string' &&
    typeof value.remedy === 'string' &&
    'retry' in value
  )
}
