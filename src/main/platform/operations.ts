import { z } from 'zod'
import { isSessionId, type SessionId } from '../../domain/values.ts'

/**
 * What the platform can be asked, as data: a further operation is a further row. Paths and methods as in
 * voice-call.md §0; `kind` as in the contract: `once` rings a phone.
 */
export type PlatformOperation<T> = {
  readonly name: string
  readonly method: 'POST' | 'GET' | 'PUT' | 'DELETE'
  readonly path: string
  readonly kind: 'read' | 'write' | 'once'
  /** Success is a redirect that is not followed; of all others a redirect is no answer of the platform. */
  readonly redirects?: true
  /** Reads the value of a good answer from its body and headers; `undefined` when it is not there. */
  readonly read: (answer: { body: unknown; location: string | undefined }) => T | undefined
}

/** An operation with what it carries: a body, or parameters of the URL. */
export type PlatformRequest<T> = {
  readonly operation: PlatformOperation<T>
  readonly body?: object
  /** Encoded by the client: the plus of a number goes as `%2B` (private-number-axb-ax.md §0.2). */
  readonly query?: Readonly<Record<string, string>>
}

/** The body of a callback request; names and forms as on the wire (voice-call.md §1). */
export type Click2CallBody = {
  readonly displayNbr: string
  readonly callerNbr: string
  readonly displayCalleeNbr: string
  readonly calleeNbr: string
  readonly maxDuration?: number
  readonly lastMinVoice?: string
  readonly lastMinToUE?: 'both' | 'toa' | 'tob'
  readonly playPreVoice?: 'true' | 'false'
  readonly preVoice?: string
  readonly waitVoice?: string
  readonly calleeMedia?: 'all' | 'none' | 'fail'
  readonly recordFlag?: 'true' | 'false'
  readonly recordHintTone?: string
  readonly partyTypeRequiredInDisconnect?: 'true' | 'false'
  readonly returnIdlePort?: 'true' | 'false'
  readonly statusUrl?: string
  readonly feeUrl?: string
  readonly userData?: string
}

/** One content of a notification (voice-call.md §3). */
export type PlayInfo = {
  readonly notifyVoice?: string
  readonly templateId?: string
  readonly templateParas?: readonly string[]
  readonly collectInd: number
  readonly replayAfterCollection?: 'true' | 'false'
  readonly collectContentTriggerReplaying?: string
}

/** The body of a notification request (voice-call.md §3). */
export type CallNotifyBody = {
  readonly displayNbr: string
  readonly calleeNbr: string
  readonly playInfoList: readonly PlayInfo[]
  readonly returnIdlePort?: 'true' | 'false'
  readonly statusUrl?: string
  readonly feeUrl?: string
  readonly userData?: string
}

/** The body of a request for a verification code (voice-call.md §4); note the spelling `posTone`. */
export type CallVerifyBody = {
  readonly displayNbr: string
  readonly calleeNbr: string
  readonly languageType: 2
  readonly preTone: string
  readonly verifyCode: string
  readonly posTone?: string
  readonly times: number
  readonly returnIdlePort?: 'true' | 'false'
  readonly statusUrl?: string
  readonly feeUrl?: string
  readonly userData?: string
}

const Placed = z.object({
  sessionId: z.string().refine(isSessionId),
  idlePort: z.number().int().optional().catch(undefined),
})

export type PlacedCall = { readonly sessionId: SessionId; readonly idlePort?: number | undefined }

export const placeCallback: PlatformOperation<PlacedCall> = {
  name: 'click2Call',
  method: 'POST',
  path: '/rest/httpsessions/click2Call/v2.0',
  kind: 'once',
  read: ({ body }) => Placed.safeParse(body).data,
}

export const placeNotification: PlatformOperation<PlacedCall> = {
  name: 'callnotify',
  method: 'POST',
  path: '/rest/httpsessions/callnotify/v2.0',
  kind: 'once',
  read: ({ body }) => Placed.safeParse(body).data,
}

/** Its address has version 1.0 where the others have 2.0 (voice-call.md §8.8). */
export const placeCode: PlatformOperation<PlacedCall> = {
  name: 'callVerify',
  method: 'POST',
  path: '/rest/httpsessions/callVerify/v1.0',
  kind: 'once',
  read: ({ body }) => Placed.safeParse(body).data,
}

export const stopCall: PlatformOperation<true> = {
  name: 'callStop',
  method: 'POST',
  path: '/rest/httpsessions/callStop/v2.0',
  kind: 'write',
  read: () => true,
}

/** Success is a redirect whose address is the answer; always 301 is not confirmed, so any 3xx counts. */
export const recordingAddress: PlatformOperation<{ readonly location: string }> = {
  name: 'record',
  method: 'GET',
  path: '/rest/provision/voice/record/v1.0',
  kind: 'read',
  redirects: true,
  read: ({ location }) => (location === undefined ? undefined : { location }),
}
