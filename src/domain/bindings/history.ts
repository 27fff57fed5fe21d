import { assertNever } from '../values.ts'
import type { BindingEntry } from './binding.ts'
import type { Answered, BindingEvent } from './events.ts'

/** Every event as a line of the history; numbers are told by their role, never in full in a parameter. */
export const historyOf = (events: readonly BindingEvent[]): BindingEntry[] => events.map(entryOf)

function resultParams(result: Answered): BindingEntry['params'] {
  switch (result.kind) {
    case 'ok':
      return {}
    case 'refused':
      return { resultcode: result.resultcode, httpStatus: result.httpStatus }
    default:
      return { cause: result.cause }
  }
}

const ENDINGS = { ok: '', refused: '.refused', notSent: '.notSent', lost: '.lost' } as const

function entryOf(event: BindingEvent): BindingEntry {
  const { at } = event
  const pair = 'pairId' in event && event.pairId !== undefined ? { pairId: event.pairId } : {}
  switch (event.kind) {
    case 'bindRequested':
      return { at, source: 'desk', kind: event.kind, params: {} }
    case 'pairRequested':
      return { at, source: 'desk', kind: event.kind, params: pair }
    case 'asked':
      return { at, source: 'desk', kind: `asked.${event.what}`, params: pair }
    case 'settled':
      return { at, source: 'desk', kind: `settled.${event.verdict}`, params: pair }
    case 'bindAnswered':
    case 'pairAnswered':
    case 'unbindAnswered':
    case 'calleeAnswered':
      return {
        at,
        source: 'platform',
        kind: `${event.kind}${ENDINGS[event.result.kind]}`,
        params: { ...pair, ...resultParams(event.result) },
      }
    case 'modifyAnswered':
      return {
        at,
        source: 'platform',
        kind: `${event.kind}${ENDINGS[event.result.kind]}`,
        params: {
          fields: Object.keys(event.change)
            .filter((name) => name !== 'mode')
            .join(','),
          ...resultParams(event.result),
        },
      }
    case 'seen':
    case 'notSeen':
    case 'met':
    case 'taken':
      return { at, source: 'query', kind: event.kind, params: pair }
    default:
      return assertNever(event)
  }
}
