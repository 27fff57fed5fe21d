import type { Credentials } from '../credentials.ts'

/** One application serves one mode (private-number-axb-ax.md 0.2). */
export const MODES = ['AXB', 'AX', 'AXE', 'AXYB', 'X'] as const
export type Mode = (typeof MODES)[number]

/** A private number of an application: always in mobile form, in a city, with or without SMS. */
export type NumberSpec = {
  readonly number: string
  /** City code with its leading 0, e.g. `0755`. */
  readonly areaCode: string
  /** Loose matching looks here before it takes any number. */
  readonly province?: string
  /** Default true. */
  readonly sms?: boolean
}

/** Addresses of the customer's server that the console keeps, one of each per application. */
export type PushAddresses = {
  /** Call events, and number states when they have no address of their own. */
  readonly statusUrl?: string
  /** `callin` alone, by arrangement. */
  readonly callinUrl?: string
  readonly feeUrl?: string
  readonly numberStatusUrl?: string
  readonly smsUrl?: string
  readonly smsControlUrl?: string
}

/** An application of Private Number as its console shows it. */
export type PrivateNumberApp = Credentials &
  PushAddresses & {
    readonly mode: Mode
    readonly numbers: readonly NumberSpec[]
    readonly recordingEnabled: boolean
    /** Default true in AXB, AX and X; the other modes have no SMS. */
    readonly sms?: boolean
    /** Default true. Whether SMS pushes carry `smsContent`. */
    readonly smsContent?: boolean
    /** AXE, default 4: digits of an extension. */
    readonly extensionDigits?: number
    /** AXE, default 200: extensions of one X at most. */
    readonly extensionsPerNumber?: number
    /** AXE: what the application does for A without a call-back record when the binding says nothing. */
    readonly callbackNum?: string
    /** AX, default false: A without a temporary callee reaches the last person who called ("call-back memory"). */
    readonly callbackMemory?: boolean
    /** X: fields that records and `disconnect` carry "only after agreement". */
    readonly extendedRecords?: boolean
    /** Default true. */
    readonly pushNumberStatus?: boolean
  }

/** Whether the application can carry SMS at all. */
export const hasSms = (app: PrivateNumberApp): boolean =>
  app.mode !== 'AXE' && app.mode !== 'AXYB' && app.sms !== false
