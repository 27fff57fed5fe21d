import { COMMON_ERRORS, ErrorData, type ErrorParams, Refusal, type Reply } from '../../contract/errors.ts'
import { explainError } from '../../domain/explain/index.ts'
import { limitTime } from '../time-limit/index.ts'
import type { Implemented, Registry } from './implement.ts'

export type Language = 'zh-CN' | 'en'

export type DispatchLog = (entry: {
  event: 'rpc'
  operation: string
  ms: number
  code: string
  ref?: string
  problem?: string
}) => void

export type Dispatch = (
  name: string,
  json: string,
  context: { signal: AbortSignal; language?: Language },
) => Promise<Reply<unknown>>

/** What numbers pass through on their way to the screen and back: masked there by setting, whole here. */
export type NumberDoor = { out(value: unknown): unknown; in(value: unknown): unknown }

type Failure = { code: ErrorData['code']; params: ErrorParams; retry: ErrorData['retry']; ref?: string }

/**
 * Every rule of the boundary, once for all hosts: the name is looked up in a `Map`, the input parsed
 * strictly, the handler run with a deadline, its output parsed and stripped to the schema, and whatever
 * it throws turned into an error as data. The input is never logged.
 */
export function createDispatch(options: {
  registry: Registry
  log: DispatchLog
  language: () => Language
  now: () => number
  makeRef: () => string
  numbers: NumberDoor
}): Dispatch {
  const { registry, log, now, makeRef, numbers } = options

  return async (name, json, context) => {
    const started = now()
    const language = context.language ?? options.language()
    const entry = registry.get(name)
    const result = await run(entry, json, context.signal, language)
    const ms = now() - started
    if ('value' in result) {
      log({ event: 'rpc', operation: name, ms, code: 'ok' })
      const value = entry?.operation.revealsNumbers === true ? result.value : numbers.out(result.value)
      return { ok: true, value }
    }
    log({
      event: 'rpc',
      operation: entry?.name ?? 'unknown',
      ms,
      code: result.failure.code,
      ...(result.failure.ref === undefined ? {} : { ref: result.failure.ref }),
      ...(result.problem === undefined ? {} : { problem: result.problem }),
    })
    return { ok: false, error: sealedError(inWords(result.failure, language), numbers) }
  }

  async function run(
    entry: Implemented | undefined,
    json: string,
    hostSignal: AbortSignal,
    language: Language,
  ): Promise<Result> {
    if (entry === undefined) return failure('operation.unknown', {})
    const input = parseInput(entry, json, numbers)
    if ('failure' in input) return input
    const deadline = limitTime(entry.operation.deadlineMs, hostSignal)
    const { signal } = deadline
    try {
      const answer = await Promise.race([
        Promise.resolve(entry.handler(input.value, { signal, language })),
        aborted(signal),
      ])
      if (answer === ABORTED) return failure(deadline.expired() ? 'deadline' : 'cancelled', {})
      const output = entry.operation.output.safeParse(answer)
      if (output.success) return { value: output.data }
      return internal(
        `output of ${entry.name}: ${output.error.issues.map((issue) => issue.path.join('.')).join(', ')}`,
      )
    } catch (thrown) {
      if (thrown instanceof Refusal) {
        const declared = entry.operation.errors.includes(thrown.code) || COMMON_ERRORS.includes(thrown.code)
        if (declared) return { failure: { code: thrown.code, params: thrown.params, retry: thrown.retry } }
        return internal(`undeclared ${thrown.code} from ${entry.name}`)
      }
      return internal(thrown instanceof Error ? (thrown.stack ?? thrown.message) : 'not an Error was thrown')
    } finally {
      deadline.end()
    }
  }

  function internal(problem: string): Result {
    return { failure: { code: 'internal', params: {}, retry: 'no', ref: makeRef() }, problem }
  }
}

/** The words a person reads, made from the code and its facts in the caller's language. */
export function inWords(failed: Failure, language: Language): ErrorData {
  const words = explainError(failed.code, failed.params, language)
  return {
    code: failed.code,
    params: failed.params,
    message: words.message,
    remedy: words.remedy,
    retry: failed.retry,
    ...(failed.ref === undefined ? {} : { ref: failed.ref }),
  }
}

function sealedError(error: ErrorData, numbers: NumberDoor): ErrorData {
  const sealed = ErrorData.safeParse(numbers.out(error))
  return sealed.success ? sealed.data : error
}

type Failed = { failure: Failure; problem?: string }
type Result = { value: unknown } | Failed

const ABORTED = Symbol('aborted')

function aborted(signal: AbortSignal): Promise<typeof ABORTED> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(ABORTED)
    else signal.addEventListener('abort', () => resolve(ABORTED), { once: true })
  })
}

function failure(code: Failure['code'], params: ErrorParams): Failed {
  return { failure: { code, params, retry: 'no' } }
}

/** What is named in an error is the name of a field, never a text that somebody put in its place. */
const isFieldName = (key: string): boolean => /^[A-Za-z][A-Za-z0-9]{0,30}$/.test(key)

function parseInput(entry: Implemented, json: string, numbers: NumberDoor): { value: unknown } | Failed {
  let raw: unknown
  try {
    raw = JSON.parse(json)
  } catch {
    return failure('input.invalid', { path: '', problem: 'json' })
  }
  try {
    raw = numbers.in(raw)
  } catch {
    return failure('input.invalid', { path: '', problem: 'number.seal' })
  }
  const parsed = entry.operation.input.safeParse(raw)
  if (parsed.success) return { value: parsed.data }
  const issue = parsed.error.issues[0]
  const path = issue === undefined ? '' : [...issue.path].map(String).join('.')
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.filter(isFieldName).join(', ') : ''
  const problem = issue === undefined ? 'unknown' : issue.code === 'custom' ? issue.message : issue.code
  return failure('input.invalid', {
    path: keys === '' ? path : `${path === '' ? '' : `${path}.`}${keys}`,
    problem,
  })
}
