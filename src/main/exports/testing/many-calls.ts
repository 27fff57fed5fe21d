import type { Call } from '../../../domain/calls/index.ts'
import { isCallId, isDurationMs, isProfileId, isSessionId, isUtcMs, must } from '../../../domain/values.ts'

const OUTCOMES = ['answered', 'busy', 'noAnswer', 'poweredOff', 'failed'] as const
const START = Date.UTC(2026, 0, 1)
/** What people and platforms put into texts, and what spreadsheets stumble over. */
const TEXTS = [
  'The user releases the call.',
  '=1+1',
  '用户挂机，\r\n第二行',
  'a "quoted", text; with\ttabs',
  '+8613800000001',
  "'apostrophe",
  '  blanks around  ',
  '0012',
  '1234567890123456789',
  '<&>',
]

/** Calls of many shapes, the same for the same number of them. */
export function* manyCalls(count: number): Generator<Call> {
  for (let at = 0; at < count; at += 1) {
    const startedAt = must(START + at * 37_000, isUtcMs, 'time')
    const later = (ms: number) => must(startedAt + ms, isUtcMs, 'time')
    const outcome = OUTCOMES[at % OUTCOMES.length] ?? 'failed'
    const answered = outcome === 'answered'
    const talkMs = must((at % 700) * 1000, isDurationMs, 'duration')
    yield {
      id: must(`call-${String(at).padStart(8, '0')}`, isCallId, 'id'),
      revision: 0,
      ...(at % 3 === 0 ? {} : { profileId: must('profile-0001', isProfileId, 'id') }),
      sessionId: must(`1200_417_${4294967295 - at}_20260101000000@callenabler01`, isSessionId, 'id'),
      service: 'callback',
      phase: 'ended',
      outcome,
      startedAt,
      a: {
        number: `+86135${String(at % 100_000_000).padStart(8, '0')}`,
        display: '+8675528000111',
        state: 'ended',
        calledAt: later(1000),
        ringingAt: later(2000),
        ...(answered ? { answeredAt: later(3000) } : { failureCause: 17 }),
        endedAt: later(60_000),
      },
      b: {
        number: `+86138${String((at * 7) % 100_000_000).padStart(8, '0')}`,
        state: answered ? 'ended' : 'failed',
        ...(answered ? { answeredAt: later(9000), endedAt: later(60_000) } : {}),
      },
      end: {
        at: later(60_000),
        stateCode: at % 10 === 0 ? 0 : 8102,
        stateDesc: TEXTS[at % TEXTS.length] ?? '',
      },
      ...(answered ? { talkMs, billedMinutes: { a: 1 + (at % 12), b: at % 12 } } : {}),
      feeReceived: answered,
      ...(at % 5 === 0 ? { digits: String(at % 100).padStart(4, '0') } : {}),
      stopping: false,
      recording: answered ? 'made' : 'none',
      settledByUser: false,
    }
  }
}

/** In batches, as an export reads them. */
export async function* inBatches(calls: Iterable<Call>, size = 500): AsyncIterable<readonly Call[]> {
  let batch: Call[] = []
  for (const call of calls) {
    batch.push(call)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  yield batch
}
