import { z } from 'zod'
import { isSessionId, type SessionId } from '../../domain/values.ts'

/**
 * What the platform can be asked, as data: a further operation is a further row. Paths and methods as in
 * voice-call.md §0; `kind` as in the contract: `once` rings a phone.
 */
export type PlatformOperation<T> = {
  readonly name: string
  readonly method: 'POST' | 'GET'
  readonly path: string
  readonly kind: 'read' | 'write' | 'once'
  /** Reads the value of a good answer from its body and headers; `undefined` when it is not there. */
  readonly read: (answer: { body: unknown; location: string | undefined; status: number }) => T | undefined
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
  read: ({ location, status }) =>
    status >= 300 && status < 400 && location !== undefined ? { location } : undefined,
}
