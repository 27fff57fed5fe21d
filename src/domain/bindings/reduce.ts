import { assertNever, type BindingId, isUtcMs, must, type UtcMs } from '../values.ts'
import type { Binding, BindingPair, BindingProblem, BindingSettings } from './binding.ts'
import type {
  Answered,
  BindAnswered,
  BindingEvent,
  BindRequested,
  Met,
  NotSeen,
  Observed,
  PairAnswered,
} from './events.ts'
import type { BindingChange, BindTerms } from './terms.ts'

/**
 * The binding that its events tell of, in the order in which they were written down. Pure. Time alone changes
 * nothing here: a life that is over shows by `atTime`.
 */
export function reduceBinding(
  identity: { readonly id: BindingId; readonly revision: number },
  events: readonly BindingEvent[],
): Binding {
  const [first, ...rest] = events
  if (first === undefined || (first.kind !== 'bindRequested' && first.kind !== 'met')) {
    throw new TypeError('a binding begins with a request or a meeting')
  }
  const begun: Binding =
    first.kind === 'met' ? metBinding(identity, first) : requestedBinding(identity, first)
  return rest.reduce(apply, begun)
}

const after = (at: UtcMs, seconds: number): UtcMs => must(at + seconds * 1000, isUtcMs, 'time')

/** `0` is a life without end. */
const expiryOf = (at: UtcMs, lifeS: number | undefined): UtcMs | undefined =>
  lifeS === undefined || lifeS === 0 ? undefined : after(at, lifeS)

function requestedBinding(identity: { id: BindingId; revision: number }, event: BindRequested): Binding {
  const { terms, batch } = event
  return {
    ...identity,
    profileId: event.profileId,
    mode: terms.mode,
    state: 'binding',
    a: terms.a,
    b: terms.mode === 'axb' ? terms.b : undefined,
    x: terms.x.by === 'number' ? terms.x.number : undefined,
    areaCode: terms.x.by === 'city' ? terms.x.areaCode : undefined,
    extension: terms.mode === 'axe' ? terms.extension : undefined,
    pairs: [],
    settings: settingsOfTerms(terms),
    origin: batch === undefined ? 'desk' : 'batch',
    batchId: batch?.id,
    row: batch?.row,
    startedAt: event.at,
    changedAt: event.at,
    settledByUser: false,
  }
}

function metBinding(
  identity: { id: BindingId; revision: number },
  { at, profileId, observed }: Met,
): Binding {
  return withObserved(
    {
      ...identity,
      profileId,
      mode: observed.mode,
      state: 'active',
      subscriptionId: observed.subscriptionId,
      a: observed.a ?? '',
      pairs: [],
      settings: {},
      origin: 'met',
      startedAt: at,
      changedAt: at,
      checkedAt: at,
      settledByUser: false,
    },
    observed,
    at,
  )
}

function apply(binding: Binding, event: BindingEvent): Binding {
  const changed: Binding = { ...binding, changedAt: event.at }
  switch (event.kind) {
    case 'bindRequested':
      return { ...changed, state: 'binding', problem: undefined }
    case 'bindAnswered':
      return bound(changed, event)
    case 'pairRequested': {
      const { b, lifeS, waitToneY } = event.pair
      const pair: BindingPair = { id: event.pairId, b, lifeS, waitToneY, state: 'binding' }
      return { ...changed, pairs: [...changed.pairs, pair] }
    }
    case 'pairAnswered':
      return withPair(changed, event.pairId, (pair) => answeredPair(changed, pair, event))
    case 'asked':
      return event.pairId === undefined
        ? { ...changed, doubt: event.what }
        : withPair(changed, event.pairId, (pair) => ({ ...pair, doubt: event.what }))
    case 'modifyAnswered':
      return answered(changed, event.result, 'modify', (sure) => withChange(sure, event.change, event.at))
    case 'calleeAnswered':
      return answered(changed, event.result, 'temporaryCallee', (sure) => ({
        ...sure,
        temporaryCallee: { number: event.callee.number, until: after(event.at, event.callee.validS) },
      }))
    case 'unbindAnswered':
      if (event.pairId !== undefined) {
        return withPair(changed, event.pairId, (pair) =>
          answered(pair, event.result, 'unbind', (sure) => ({ ...sure, state: 'unbound' as const })),
        )
      }
      return answered(changed, event.result, 'unbind', (sure) => ended(sure, 'unbound', event.at))
    case 'seen':
      return seen(changed, event.observed, event.at)
    case 'notSeen':
      return notSeen(changed, event)
    case 'met':
    case 'taken':
      return withObserved(
        { ...changed, state: 'active', endedAt: undefined, doubt: undefined, checkedAt: event.at },
        event.observed,
        event.at,
      )
    case 'settled': {
      if (event.pairId !== undefined) {
        return withPair(changed, event.pairId, (pair) => ({
          ...pair,
          state: event.verdict === 'bound' ? 'active' : 'notSent',
        }))
      }
      return event.verdict === 'bound'
        ? { ...changed, state: 'active', settledByUser: true }
        : { ...ended(changed, 'notSent', event.at), settledByUser: true }
    }
    default:
      return assertNever(event)
  }
}

function problemOf(result: Exclude<Answered, { kind: 'ok' }>): BindingProblem {
  if (result.kind === 'refused') {
    const { resultcode, httpStatus, resultdesc } = result
    return { resultcode, httpStatus, resultdesc }
  }
  return { cause: result.cause }
}

const STATE_OF = { refused: 'refused', notSent: 'notSent', lost: 'unknown' } as const

function bound(binding: Binding, { result, at }: BindAnswered): Binding {
  if (result.kind !== 'ok') return { ...binding, state: STATE_OF[result.kind], problem: problemOf(result) }
  const lifeS = result.lifeS ?? binding.settings.lifeS
  return {
    ...binding,
    state: 'active',
    problem: undefined,
    subscriptionId: result.subscriptionId,
    x: result.x ?? binding.x,
    extension: result.extension ?? binding.extension,
    settings: { ...binding.settings, lifeS },
    boundAt: at,
    expiresAt: expiryOf(at, lifeS),
  }
}

function answeredPair(binding: Binding, pair: BindingPair, { result, at }: PairAnswered): BindingPair {
  if (result.kind !== 'ok') return { ...pair, state: STATE_OF[result.kind], problem: problemOf(result) }
  const lifeS = pair.lifeS ?? binding.settings.pairLifeS ?? 0
  return {
    ...pair,
    state: 'active',
    problem: undefined,
    y: result.y,
    boundAt: at,
    expiresAt: earlier(expiryOf(at, lifeS), binding.expiresAt),
  }
}

const earlier = (one: UtcMs | undefined, other: UtcMs | undefined): UtcMs | undefined =>
  one === undefined ? other : other === undefined || one < other ? one : other

/** An answer settles the doubt that the request began with, unless it was lost. */
function answered<T extends { doubt?: Binding['doubt']; problem?: BindingProblem | undefined }>(
  subject: T,
  result: Answered,
  doubt: NonNullable<Binding['doubt']>,
  change: (sure: T) => T,
): T {
  if (result.kind === 'lost') return { ...subject, doubt, problem: problemOf(result) }
  const sure: T = { ...subject, doubt: undefined }
  return result.kind === 'ok'
    ? change({ ...sure, problem: undefined })
    : { ...sure, problem: problemOf(result) }
}

function ended(binding: Binding, state: 'unbound' | 'gone' | 'notSent', at: UtcMs): Binding {
  const over = (pair: BindingPair): BindingPair =>
    pair.state === 'active' || pair.state === 'unknown' || pair.state === 'binding'
      ? { ...pair, state, doubt: undefined }
      : pair
  return { ...binding, state, endedAt: at, doubt: undefined, pairs: binding.pairs.map(over) }
}

function withPair(binding: Binding, id: string, change: (pair: BindingPair) => BindingPair): Binding {
  return { ...binding, pairs: binding.pairs.map((pair) => (pair.id === id ? change(pair) : pair)) }
}

function seen(binding: Binding, observed: Observed, at: UtcMs): Binding {
  const known: Binding = {
    ...binding,
    checkedAt: at,
    subscriptionId: binding.subscriptionId ?? observed.subscriptionId,
  }
  if (binding.state === 'active' && binding.doubt === undefined) {
    // What differs is a drift, and a person says which side is right; what was not known is learnt.
    return withPairsSeen(
      {
        ...known,
        x: known.x ?? observed.x,
        extension: known.extension ?? observed.extension,
        settings: { ...withoutAbsent(observed.settings), ...withoutAbsent(known.settings) },
      },
      observed,
      at,
    )
  }
  const sure: Binding = {
    ...known,
    state: 'active',
    problem: undefined,
    doubt: undefined,
    endedAt: undefined,
    boundAt: binding.boundAt ?? binding.startedAt,
  }
  const lifeS = observed.settings.lifeS ?? sure.settings.lifeS
  const expiresAt = binding.state === 'active' ? binding.expiresAt : expiryOf(binding.startedAt, lifeS)
  return withObserved({ ...sure, expiresAt }, observed, at)
}

/** Pairs whose answer was lost are settled by what the platform has. */
function withPairsSeen(binding: Binding, observed: Observed, at: UtcMs): Binding {
  if (observed.pairs === undefined) return binding
  const there = observed.pairs
  return {
    ...binding,
    pairs: binding.pairs.map((pair) => {
      const found = there.find((one) => one.b === pair.b)
      const open = pair.state === 'unknown' || pair.state === 'binding' || pair.doubt !== undefined
      if (!open) return pair
      if (found !== undefined) {
        return {
          ...pair,
          state: 'active',
          y: found.y ?? pair.y,
          boundAt: pair.boundAt ?? at,
          doubt: undefined,
        }
      }
      return { ...pair, state: pair.doubt === 'unbind' ? 'unbound' : 'notSent', doubt: undefined }
    }),
  }
}

function notSeen(binding: Binding, { at, pairId }: NotSeen): Binding {
  if (pairId !== undefined) {
    return withPair({ ...binding, checkedAt: at }, pairId, (pair) => ({
      ...pair,
      state: pair.doubt === 'unbind' ? 'unbound' : pair.state === 'active' ? 'gone' : 'notSent',
      doubt: undefined,
    }))
  }
  const checked: Binding = { ...binding, checkedAt: at }
  switch (binding.state) {
    case 'unknown':
    case 'binding':
      return { ...ended(checked, 'notSent', at), problem: { cause: 'notThere' } }
    case 'active':
      return ended(checked, binding.doubt === 'unbind' ? 'unbound' : 'gone', at)
    default:
      return checked
  }
}

/** The platform's word over ours, where it says something. */
function withObserved(binding: Binding, observed: Observed, at: UtcMs): Binding {
  const settings = { ...binding.settings, ...withoutAbsent(observed.settings) }
  const merged: Binding = {
    ...binding,
    subscriptionId: observed.subscriptionId,
    a: observed.a ?? binding.a,
    b: observed.b ?? binding.b,
    x: observed.x ?? binding.x,
    extension: observed.extension ?? binding.extension,
    settings,
  }
  if (observed.pairs === undefined) return merged
  return {
    ...merged,
    pairs: observed.pairs.map(({ b, y, lifeS, waitToneY }) => {
      const known = binding.pairs.find((pair) => pair.b === b)
      return {
        ...known,
        id: known?.id ?? `met-${b.replace('+', '')}`,
        b,
        y: y ?? known?.y,
        lifeS: lifeS ?? known?.lifeS,
        waitToneY: waitToneY ?? known?.waitToneY,
        state: 'active' as const,
        boundAt: known?.boundAt ?? at,
        doubt: undefined,
      }
    }),
  }
}

function withChange(binding: Binding, change: BindingChange, at: UtcMs): Binding {
  const { mode: _mode, ...given } = change
  const { a, b, ...settings } = { a: undefined, b: undefined, ...given }
  const lifeS = 'lifeS' in settings ? settings.lifeS : undefined
  return {
    ...binding,
    a: a ?? binding.a,
    b: b ?? binding.b,
    settings: { ...binding.settings, ...withoutAbsent(settings) },
    // "The clock restarts at the successful modification" (private-number-axb-ax.md §3).
    ...(lifeS === undefined ? {} : { expiresAt: expiryOf(at, lifeS) }),
  }
}

function settingsOfTerms(terms: BindTerms): BindingSettings {
  const { mode: _mode, a: _a, x: _x, ...rest } = terms
  const { b: _b, extension: _extension, ...settings } = { b: undefined, extension: undefined, ...rest }
  return withoutAbsent(settings)
}

function withoutAbsent<T extends object>(value: T): T {
  const copy = { ...value }
  for (const [name, one] of Object.entries(copy)) if (one === undefined) Reflect.deleteProperty(copy, name)
  return copy
}

/** The binding as it is at a moment: what is past its life is over, without anybody having told. */
export function atTime(binding: Binding, now: UtcMs): Binding {
  const over = (at: UtcMs | undefined) => at !== undefined && at <= now
  const pairs = binding.pairs.map((pair) =>
    pair.state === 'active' && over(pair.expiresAt) ? { ...pair, state: 'expired' as const } : pair,
  )
  const callee = binding.temporaryCallee
  const shown: Binding = {
    ...binding,
    pairs,
    temporaryCallee: callee === undefined || callee.until <= now ? undefined : callee,
  }
  if (binding.state !== 'active' || !over(binding.expiresAt)) return shown
  return {
    ...shown,
    state: 'expired',
    endedAt: binding.expiresAt,
    pairs: pairs.map((pair) => (pair.state === 'active' ? { ...pair, state: 'expired' as const } : pair)),
  }
}
