import { DEMO_APPS, DEMO_PROMPTS, DEMO_TEMPLATES } from './demo-account.ts'
import type { Settings, SimulatorOptions, Timing } from './options.ts'

/** Ringing and talking as people do it. */
const DEFAULT_TIMING: Timing = {
  alertingA: [3, 4],
  alertingB: [3, 4],
  answerA: [4, 6],
  answerB: [5, 6],
  failure: [2, 4],
  rejection: [2, 5],
  ringTimeout: 45,
  talk: 45,
  prompt: 6,
  codeDigit: 0.6,
  collect: 5,
  pressing: 2,
  feeDelay: 1,
}

const DEFAULTS: Omit<Settings, 'startAt' | 'timing'> = {
  port: 0,
  host: '127.0.0.1',
  seed: 1,
  speed: 1,
  authClock: Date.now,
  apps: DEMO_APPS,
  prompts: DEMO_PROMPTS,
  templates: DEMO_TEMPLATES,
  allowRemotePush: false,
  pushTimeoutMs: 10_000,
  clockToleranceSeconds: 300,
  createdZone: 'utc',
  wsse: 'both',
  reusedNonce: 'allow',
  lockAfterFailures: 5,
  lockWindowSeconds: 1800,
  lockSeconds: 1800,
  requestsPerSecond: Number.POSITIVE_INFINITY,
  acceptBooleans: false,
  refuseUnknownFields: false,
  dependentWithoutSwitch: 'ignore',
  numberForm: 'strict',
  urlLengthOf: 'encoded',
  urlCharacters: 'any',
  urlPrecedence: 'request',
  bindNbr: 'ignore',
  templateParasOptional: false,
  templateLengthOf: 'bytes',
  callStop: 'all',
  partyType: { caller: 'caller', callee: 'callee', platform: 'platform' },
  disconnectPer: 'call',
  callerLegCodes: 'caller',
  answeredCause: 0,
  callbackDirection: 0,
  absentTimes: 'text',
  replayWithoutTrigger: 'never',
  maxReplays: 3,
  emptyCollectInfo: false,
  ivrPathOf: 'key',
  verifyRepeats: 'all',
  pushSignature: 'newline',
  pushCreatedZone: 'beijing',
  recordRedirectStatus: 301,
  linkValiditySeconds: 1800,
  recordFields: 'names',
}

/** Fills in the defaults named above. */
export function settingsFrom(options: SimulatorOptions): Settings {
  const { timing, ...given } = options
  return {
    ...DEFAULTS,
    startAt: Date.now(),
    ...given,
    timing: { ...DEFAULT_TIMING, ...timing },
  }
}
