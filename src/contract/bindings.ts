import { z } from 'zod'
import { BINDING_STATES } from '../domain/bindings/binding.ts'
import { DRIFT_KINDS, DRIFT_WAYS } from '../domain/bindings/drift-kinds.ts'
import { FINDING_CODES } from '../domain/bindings/finding.ts'
import { BOUND_MODES } from '../domain/bindings/mode.ts'
import {
  BindingChange,
  BindTerms,
  Direction,
  NoCallback,
  PairTerms,
  TemporaryCallee,
} from './binding-terms.ts'
import { Call } from './calls.ts'
import { event, once, read, topic, write } from './define.ts'
import { ErrorData } from './errors.ts'
import { BatchId, BindingId, Nothing, ProfileId, RequestId, SubscriptionId, UtcMs } from './values.ts'

export const BoundMode = z.enum(BOUND_MODES)

/** What a check says of terms, of a change or of a row of a file; its words are in `domain/explain`. */
export const BindingFinding = z.object({
  code: z.enum(FINDING_CODES),
  weight: z
    .enum(['stop', 'warn', 'note'])
    .describe('stop: the platform would refuse it; warn: it may not do what is meant'),
  field: z.string().describe('Name of the field in the terms'),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type BindingFinding = z.output<typeof BindingFinding>

const BindingSettings = z.object({
  direction: Direction.optional(),
  lifeS: z.number().int().optional(),
  callbackLifeS: z.number().int().optional(),
  pairLifeS: z.number().int().optional(),
  record: z.boolean().optional(),
  recordHintTone: z.string().optional(),
  maxDurationMinutes: z.number().int().optional(),
  lastMinVoice: z.string().optional(),
  sms: z.boolean().optional(),
  on: z.boolean().optional(),
  waitToneA: z.string().optional(),
  waitToneB: z.string().optional(),
  waitToneX: z.string().optional(),
  noCallback: NoCallback.optional(),
  userData: z.string().optional(),
})
export type BindingSettings = z.output<typeof BindingSettings>

const BindingState = z
  .enum(BINDING_STATES)
  .describe('unknown: the answer was lost, so it may be bound; gone: the platform no longer has it')

const BindingProblem = z.object({
  resultcode: z.string().optional(),
  httpStatus: z.number().int().optional(),
  resultdesc: z.string().optional(),
  cause: z.string().optional().describe('Our own code when no answer came'),
})
const Doubt = z
  .enum(['modify', 'unbind', 'temporaryCallee'])
  .describe('A change whose answer was lost; a refresh settles it')

const BindingPair = z.object({
  id: z.string(),
  b: z.string(),
  y: z.string().optional(),
  state: BindingState,
  lifeS: z.number().int().optional(),
  waitToneY: z.string().optional(),
  boundAt: UtcMs.optional(),
  expiresAt: UtcMs.optional(),
  problem: BindingProblem.optional(),
  doubt: Doubt.optional(),
})
export type BindingPair = z.output<typeof BindingPair>

export const Binding = z.object({
  id: BindingId,
  revision: z.number().int().describe('Rises with every change; the higher one wins'),
  profileId: ProfileId,
  mode: BoundMode,
  state: BindingState,
  subscriptionId: SubscriptionId.optional(),
  a: z.string(),
  b: z.string().optional(),
  x: z.string().optional().describe('Known at once when asked for by number, else with the answer'),
  areaCode: z.string().optional().describe('City asked for'),
  extension: z.string().optional().describe('AXE: text, leading zeros count'),
  pairs: z.array(BindingPair).describe('AXYB: the Bs bound under it, newest last'),
  settings: BindingSettings.describe('As far as known; what is absent the platform did not tell'),
  origin: z.enum(['desk', 'batch', 'met']).describe('met: found at the platform'),
  batchId: BatchId.optional(),
  row: z.number().int().optional(),
  startedAt: UtcMs.describe('When it was asked for, or met'),
  boundAt: UtcMs.optional(),
  expiresAt: UtcMs.optional().describe('Absent: never, or not known'),
  endedAt: UtcMs.optional(),
  changedAt: UtcMs,
  checkedAt: UtcMs.optional().describe('When the platform was last asked about it'),
  temporaryCallee: z.object({ number: z.string(), until: UtcMs }).optional(),
  problem: BindingProblem.optional(),
  doubt: Doubt.optional(),
  settledByUser: z.boolean(),
})
export type Binding = z.output<typeof Binding>

const BindingEntry = z.object({
  at: UtcMs,
  source: z.enum(['desk', 'platform', 'query']),
  kind: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
export type BindingEntry = z.output<typeof BindingEntry>

const BindingDetail = z.object({
  binding: Binding,
  history: z.array(BindingEntry).describe('Oldest first'),
  calls: z.array(Call).describe('Its last calls, newest first; at most 50'),
})
export type BindingDetail = z.output<typeof BindingDetail>

const BindingFilter = z.strictObject({
  profileId: ProfileId.optional(),
  mode: BoundMode.optional(),
  states: z.array(BindingState).optional(),
  numberPart: z
    .string()
    .regex(/^\+?[0-9]{1,15}$/, 'number.part')
    .optional()
    .describe('The beginning or the end of A, B, X, Y, or a whole extension'),
  x: z.string().max(31).optional().describe('Exactly this private number'),
  batchId: BatchId.optional(),
  expiresBefore: UtcMs.optional(),
})
export type BindingFilter = z.output<typeof BindingFilter>

/** A private number with what is on it. */
const PrivateNumber = z.object({
  profileId: ProfileId,
  mode: z.enum([...BOUND_MODES, 'x']),
  number: z.string(),
  inPool: z.boolean().describe('Stands in the profile; else it was met in a binding or a push'),
  state: z
    .enum(['unknown', 'normal', 'suspended', 'unavailable', 'frozen'])
    .describe('As last pushed; frozen: no new bindings, those there work'),
  cause: z.string().optional().describe('Why it is unavailable, 1 to 9 as pushed'),
  stateAt: UtcMs.optional(),
  bindings: z.number().int().describe('Active ones on it; of AXYB also those that use it as Y'),
  most: z.number().int().optional().describe('So many it can carry'),
  advised: z.number().int().optional().describe('So many are advised at most (AXE)'),
  expiringSoon: z.number().int().describe('Of them, ending within a day'),
  unknown: z.number().int().describe('Bindings on it whose answer was lost'),
  orphans: z
    .number()
    .int()
    .describe('Bindings that the last reconciliation found at the platform and not here'),
  coolUntil: UtcMs.optional().describe('Until then it should not be given to other people'),
  lastEndedAt: UtcMs.optional(),
})
export type PrivateNumber = z.output<typeof PrivateNumber>

export const BindingPolicy = z.strictObject({
  coolOffHours: z
    .number()
    .int()
    .min(0)
    .max(24 * 365)
    .describe('After its last binding ended a private number rests so long; 0 = not at all'),
  requestsPerSecond: z
    .number()
    .min(0.1)
    .max(100)
    .describe('How fast a batch asks the platform; it goes slower by itself under flow control'),
})
export type BindingPolicy = z.output<typeof BindingPolicy>

/** One difference between the ledger and the platform. */
const Drift = z.object({
  id: z.string(),
  profileId: ProfileId,
  kind: z
    .enum(DRIFT_KINDS)
    .describe('missingThere: ours, not at the platform; missingHere: the reverse; differs: in some field'),
  bindingId: BindingId.optional().describe('Ours; absent when it is missing here'),
  subscriptionId: SubscriptionId.optional(),
  mode: BoundMode,
  a: z.string().optional(),
  b: z.string().optional(),
  x: z.string().optional(),
  extension: z.string().optional(),
  fields: z
    .array(z.object({ name: z.string(), here: z.string().optional(), there: z.string().optional() }))
    .describe('differs: name of the setting and both values as text'),
  ways: z.array(z.enum(DRIFT_WAYS)).describe('How it can be mended'),
  mended: z.object({ way: z.enum(DRIFT_WAYS), at: UtcMs, error: ErrorData.optional() }).optional(),
})
export type Drift = z.output<typeof Drift>

export const Reconciliation = z.object({
  profileId: ProfileId,
  at: UtcMs,
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  taskId: z.string().optional(),
  here: z.number().int().describe('Bindings of ours that were compared'),
  there: z.number().int().describe('Bindings the platform told of'),
  notAsked: z
    .array(z.string())
    .describe('Private numbers the platform gave no usable answer for; nothing is said of them'),
  error: ErrorData.optional(),
  drifts: z.array(Drift),
})
export type Reconciliation = z.output<typeof Reconciliation>

const BindingRef = z.strictObject({ bindingId: BindingId })

const READY = [
  'profile.notFound',
  'profile.paused',
  'profile.noSecret',
  'profile.wrongService',
  'keychain.unavailable',
  'platform.busy',
] as const
const ASKED = [
  'platform.refused',
  'platform.authentication',
  'platform.unreachable',
  'platform.answerLost',
  'platform.badAnswer',
  'platform.tls',
] as const

export const bindings = topic(
  'bindings',
  {
    check: read({
      doc: 'What is to be said of terms before they are bound: rules of the mode, the ledger, the state of X.',
      input: z.strictObject({ profileId: ProfileId, terms: BindTerms }),
      output: z.object({ findings: z.array(BindingFinding) }),
      errors: ['profile.notFound', 'profile.wrongService'],
    }),
    bind: once({
      doc: 'Bind. Never sent twice; a binding whose answer was lost is unknown until it is settled.',
      input: z.strictObject({ requestId: RequestId, profileId: ProfileId, terms: BindTerms }),
      output: Binding,
      errors: [...READY, 'binding.notAcceptable', 'disk.full'],
      deadlineMs: 60_000,
    }),
    bindPair: once({
      doc: 'Bind a B under an AXYB binding. Never sent twice.',
      input: z.strictObject({ requestId: RequestId, bindingId: BindingId, pair: PairTerms }),
      output: Binding,
      errors: [...READY, 'binding.notFound', 'binding.notActive', 'binding.notAcceptable', 'disk.full'],
      deadlineMs: 60_000,
    }),
    modify: write({
      doc: 'Change a binding. A new life begins anew from now.',
      input: z.strictObject({ bindingId: BindingId, change: BindingChange }),
      output: Binding,
      errors: [...READY, ...ASKED, 'binding.notFound', 'binding.notActive', 'binding.notAcceptable'],
      deadlineMs: 60_000,
    }),
    setTemporaryCallee: write({
      doc: 'AX: say whom A reaches by the next call to X. A newer one replaces it.',
      input: z.strictObject({ bindingId: BindingId, callee: TemporaryCallee }),
      output: Binding,
      errors: [...READY, ...ASKED, 'binding.notFound', 'binding.notActive', 'binding.notAcceptable'],
      deadlineMs: 60_000,
    }),
    unbind: write({
      doc: 'Unbind; of an AXYB binding everything, or with `pairId` that one pair.',
      input: z.strictObject({ bindingId: BindingId, pairId: z.string().max(64).optional() }),
      output: Binding,
      errors: [...READY, ...ASKED, 'binding.notFound', 'binding.notActive'],
      deadlineMs: 60_000,
    }),
    refresh: write({
      doc: 'Ask the platform about one binding. Settles what was unknown; nothing is bound by it.',
      input: BindingRef,
      output: z.object({
        binding: Binding,
        verdict: z
          .enum(['there', 'notThere', 'undecided'])
          .describe('undecided: the platform can only be asked by a private number that is not known'),
      }),
      errors: [...READY, ...ASKED, 'binding.notFound'],
      deadlineMs: 60_000,
    }),
    settle: write({
      doc: 'A person says what became of a binding whose answer was lost. A later query overrules it.',
      input: z.strictObject({
        bindingId: BindingId,
        pairId: z.string().max(64).optional(),
        verdict: z.enum(['bound', 'notBound']),
      }),
      output: Binding,
      errors: ['binding.notFound', 'binding.notUnknown'],
    }),
    get: read({
      doc: 'One binding with its history and its last calls.',
      input: BindingRef,
      output: BindingDetail,
      errors: ['binding.notFound'],
    }),
    list: read({
      doc: 'Bindings that match, newest first, a page at a time.',
      input: z.strictObject({
        filter: BindingFilter,
        after: z.string().max(64).optional().describe('`next` of the page before'),
        limit: z.number().int().min(1).max(200),
      }),
      output: z.object({
        bindings: z.array(Binding),
        next: z.string().optional().describe('Absent: this was the last page'),
        total: z.number().int().describe('How many match in all'),
      }),
    }),
    find: read({
      doc: 'The bindings of subscription ids, as calls and messages name them.',
      input: z.strictObject({ subscriptionIds: z.array(SubscriptionId).max(200) }),
      output: z.object({ bindings: z.array(Binding) }),
    }),
    numbers: read({
      doc: 'The board of private numbers: state, load and rest of each; of one profile or of all.',
      input: z.strictObject({ profileId: ProfileId.optional() }),
      output: z.object({ numbers: z.array(PrivateNumber), policy: BindingPolicy }),
    }),
    setPolicy: write({
      doc: 'Keep how long numbers rest and how fast batches ask.',
      input: z.strictObject({ policy: BindingPolicy }),
      output: BindingPolicy,
    }),
    reconcile: write({
      doc: 'Compare the ledger of a profile with the platform, as a task. Changes nothing by itself.',
      input: z.strictObject({ profileId: ProfileId }),
      output: Reconciliation,
      errors: [...READY],
    }),
    reconciliations: read({
      doc: 'The last comparison of each profile, with what it found.',
      input: Nothing,
      output: z.object({ reconciliations: z.array(Reconciliation) }),
    }),
    mend: write({
      doc: 'Mend a difference one way or the other. What binds is sent once.',
      input: z.strictObject({
        requestId: RequestId,
        profileId: ProfileId,
        driftId: z.string().max(64),
        way: z.enum(DRIFT_WAYS),
      }),
      output: Drift,
      errors: [...READY, ...ASKED, 'drift.notFound', 'binding.notFound', 'binding.notAcceptable'],
      deadlineMs: 60_000,
    }),
  },
  {
    changed: event('A binding after a change, whole.', Binding),
    listChanged: event(
      'Bindings or private numbers were added or changed; a list has a new revision.',
      z.object({ revision: z.number().int() }),
    ),
    reconciled: event('A comparison after a change, whole.', Reconciliation),
  },
)
