import type { Credentials } from './credentials.ts'
import type { PrivateNumberApp } from './private-number/account.ts'
import type { PrivateNumberChoices } from './private-number/options.ts'

/** An application of Voice Call: one business type, its own key pair (voice-call.md 0). */
export type AppSpec = Credentials & {
  readonly service: 'callback' | 'notification' | 'verification'
  /** Landlines of the application, exactly as "number management" shows them. */
  readonly displayNumbers: readonly string[]
  /** Of those, the suspended ones: another usable landline is picked at random instead. */
  readonly suspendedNumbers?: readonly string[]
  readonly recordingEnabled: boolean
  /** Calls at a time; default 10. */
  readonly ports?: number
  /** Push addresses set "in the console": plain text, not Base64. */
  readonly statusUrl?: string
  readonly feeUrl?: string
}

/** A voice template of the account, e.g. `您有${NUM_2}件快递` (audio.md 6). */
export type TemplateSpec = { readonly id: string; readonly content: string; readonly approved: boolean }

export type Range = readonly [from: number, to: number]

/** Everything in simulated seconds; a range is drawn from by the seed. */
export type Timing = {
  /** From placing a leg to ringing. */
  readonly alertingA: Range
  readonly alertingB: Range
  /** From ringing to the answer. */
  readonly answerA: Range
  readonly answerB: Range
  /** From placing a leg to a failure that comes without ringing (busy, off, unknown number). */
  readonly failure: Range
  /** From ringing to a rejection, or to the caller giving up. */
  readonly rejection: Range
  readonly ringTimeout: number
  /** Talk of an answered call when nothing else ends it. */
  readonly talk: number
  /** One play of a prompt file or template. */
  readonly prompt: number
  /** One digit of a verification code. */
  readonly codeDigit: number
  /** Input time after playback (voice-call.md 3: 5 s). */
  readonly collect: number
  /** From the first digit's due time to the pressed digits; must be below `collect`. */
  readonly pressing: number
  /** From the end of the second in which a call ended to its fee push. */
  readonly feeDelay: number
}

/** Readings of points the facts mark «not confirmed», and limits they do not publish. */
export type Choices = {
  /** Default 300. Difference allowed between `Created` and the real clock. */
  readonly clockToleranceSeconds: number
  /** Default `utc`. Which clock `Created` of a request is taken to show. */
  readonly createdZone: 'utc' | 'beijing' | 'both'
  /** Default `both`. Which WSSE digest forms are taken. */
  readonly wsse: 'both' | 'raw' | 'hex' | 'refused'
  /** Default `allow`. `refuse` answers 1010010 at 401 to a Nonce seen before. */
  readonly reusedNonce: 'allow' | 'refuse'
  /** Default 5 failures within 1800 s lock the address for 1800 s, all in simulated time. */
  readonly lockAfterFailures: number
  readonly lockWindowSeconds: number
  readonly lockSeconds: number
  /** Default `Infinity`. Requests of one application per real second before flow control. */
  readonly requestsPerSecond: number
  /** Default `1010010` (at 403). Code of flow control. */
  readonly flowControlCode: '1010010' | '1011006'
  /** Default `Infinity`. Voice ports of the whole platform (1020154 when they are used up). */
  readonly platformPorts: number
  /** Default false. JSON booleans for the string switches. */
  readonly acceptBooleans: boolean
  /** Default false. Refuse fields that are in no parameter table. */
  readonly refuseUnknownFields: boolean
  /** Default `ignore`. A dependent parameter without its switch. */
  readonly dependentWithoutSwitch: 'ignore' | 'refuse'
  /** Default `strict`: +86 mobile or landline. `generic`: `+` and 3 to 30 digits. */
  readonly numberForm: 'strict' | 'generic'
  /** Default `encoded`. What the 128 characters of statusUrl and feeUrl count. */
  readonly urlLengthOf: 'encoded' | 'plain'
  /** Default `any`. `listed`: letters, digits and `-:./` only. */
  readonly urlCharacters: 'any' | 'listed'
  /** Default `request`. Which address wins when request and console both have one. */
  readonly urlPrecedence: 'request' | 'console'
  /** Default `ignore`. `check`: bindNbr must be a number of the application (1012001). */
  readonly bindNbr: 'ignore' | 'check'
  /** Default false. Whether templateParas may be left out for a template without variables. */
  readonly templateParasOptional: boolean
  /** Default `bytes`. What the n of `${TXT_n}` counts. */
  readonly templateLengthOf: 'bytes' | 'characters'
  /** Default `all`. Whether callStop ends notification and verification calls too. */
  readonly callStop: 'all' | 'callback'
  /** Default caller, callee, platform. Literal values of partyType. */
  readonly partyType: { readonly caller: string; readonly callee: string; readonly platform: string }
  /** Default `call`. One disconnect per call or one per leg of a callback. */
  readonly disconnectPer: 'call' | 'leg'
  /** Default `caller`: 8106 to 8111 when leg A of a callback fails. `plain`: the codes of a callee. */
  readonly callerLegCodes: 'caller' | 'plain'
  /** Default 0. Q.850 value of a leg that did not fail. */
  readonly answeredCause: 0 | 31
  /** Default 0. `direction` in the fee record of a callback. */
  readonly callbackDirection: 0 | 1
  /** Default `text`: an absent time is "". `missing`: the field is left out. */
  readonly absentTimes: 'text' | 'missing'
  /** Default `never`. Replay when replayAfterCollection is true without a trigger. */
  readonly replayWithoutTrigger: 'never' | 'any'
  /** Default 3. Replays of one item at most. */
  readonly maxReplays: number
  /** Default false. A collectInfo event with empty digits before stateCode 8008, or 8033 in AXE. */
  readonly emptyCollectInfo: boolean
  /** Default `key`: dynIVRPath joins single keys. `collection`: the digits of each item. */
  readonly ivrPathOf: 'key' | 'collection'
  /** Default `all`. Whether `times` repeats the prompts too or only the code. */
  readonly verifyRepeats: 'all' | 'code'
  /** Default `newline`. Digest form of pushes; `none` sends no authentication headers. */
  readonly pushSignature: 'newline' | 'plain' | 'none'
  /** Default `beijing`. Clock that `Created` of a push shows. */
  readonly pushCreatedZone: 'beijing' | 'utc'
  /** Default 301. Status of the answer with the recording's Location. */
  readonly recordRedirectStatus: 301 | 302 | 303 | 307 | 308
  /** Default 1800. Validity of a recording link, simulated seconds. */
  readonly linkValiditySeconds: number
  /** Default `names`. Whether fee records carry recordObjectName and recordDomain, the direct link, or both. */
  readonly recordFields: 'names' | 'both' | 'url'
  /** Default 2,000,000, the stricter reading of "2M". Largest prompt file that the upload target takes. */
  readonly promptLimitBytes: 2_000_000 | 2_097_152
  /** Default 18, what a generator should write. `any`: a `fmt ` chunk of 16 bytes too. */
  readonly promptFmtBytes: 18 | 'any'
  /** Default `any`: with or without a `fact` chunk. */
  readonly promptFact: 'any' | 'required'
  /** Default `refuse`. Chunks such as LIST beside `fmt `, `fact` and `data`. */
  readonly promptOtherChunks: 'refuse' | 'allow'
  /** Default `Infinity`: only when told. Simulated seconds until a review is decided by rule. */
  readonly reviewSeconds: number
  /** Default `refuse`. Whether a file of nothing but silence passes a review that is decided by rule. */
  readonly silentPrompts: 'refuse' | 'pass'
}

export type SimulatorOptions = Partial<Choices> & {
  /** 0 (default) = any free port. */
  readonly port?: number
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Default 1. Source of every id, token and ringing time. */
  readonly seed?: number
  /** Simulated seconds per real second, default 1. 0: time moves only when it is advanced. */
  readonly speed?: number
  /** Simulated time at the start in milliseconds; default the real time. */
  readonly startAt?: number
  /** Real time for `Created` of requests and pushes; default Date.now. */
  readonly authClock?: () => number
  /** HTTPS when given. */
  readonly tls?: { readonly key: string; readonly cert: string }
  /** Default DEMO_APPS. */
  readonly apps?: readonly AppSpec[]
  /** Applications of Private Number; default DEMO_PRIVATE_NUMBER_APPS. */
  readonly privateNumberApps?: readonly PrivateNumberApp[]
  /**
   * Demonstration bindings at the start, and a call through one of them whenever so many simulated seconds
   * have gone by; none by default.
   */
  readonly lifeSeconds?: number
  /** Readings of the pages of Private Number, each with its default. */
  readonly privateNumber?: Partial<PrivateNumberChoices>
  /** Approved prompt files of the account; default DEMO_PROMPTS. */
  readonly prompts?: readonly string[]
  /** Default DEMO_TEMPLATES. */
  readonly templates?: readonly TemplateSpec[]
  readonly timing?: Partial<Timing>
  /** Bearer token of the upload target; default DEMO_GATEWAY_TOKEN. */
  readonly gatewayToken?: string
  /** Name of the part of a form that holds the file; default `file`. */
  readonly gatewayFileField?: string
  /** Default false: pushes go to loopback addresses only. */
  readonly allowRemotePush?: boolean
  /** Default 10000, real milliseconds. */
  readonly pushTimeoutMs?: number
}

export type Settings = Choices & {
  readonly port: number
  readonly host: string
  readonly seed: number
  readonly speed: number
  readonly startAt: number
  readonly authClock: () => number
  readonly apps: readonly AppSpec[]
  readonly privateNumberApps: readonly PrivateNumberApp[]
  readonly privateNumber: PrivateNumberChoices
  readonly lifeSeconds?: number
  readonly prompts: readonly string[]
  readonly templates: readonly TemplateSpec[]
  readonly timing: Timing
  readonly gatewayToken: string
  readonly gatewayFileField: string
  readonly allowRemotePush: boolean
  readonly pushTimeoutMs: number
  readonly tls?: { readonly key: string; readonly cert: string }
}
