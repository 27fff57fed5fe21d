import type { IncomingMessage } from 'node:http'
import type { Call } from '../../domain/calls/index.ts'
import type { Message } from '../../domain/messages/index.ts'
import type { ProfileId, UtcMs } from '../../domain/values.ts'
import {
  type Decided,
  type PushKind,
  type RawPush,
  type RejectedPush,
  type SignatureVerdict,
  type Store,
  StoreError,
} from '../store/index.ts'
import { PUSH_PATH } from './addresses.ts'
import { type Answered, answerQuestion, type Decide, within } from './ask.ts'
import { parsePush } from './parse.ts'
import type { ParsedPush } from './parsed.ts'
import { verifySignature } from './signature.ts'

/** Whose push address it is, and what is needed to check who pushes. */
export type ReceiverProfile = {
  readonly profileId?: ProfileId
  readonly appKey?: string
  /** enforce: a push whose signature does not prove it is refused (and kept for the user to see). */
  readonly policy: 'observe' | 'enforce'
  readonly pushUrls: Readonly<Record<string, string>>
  secret(): Promise<string | undefined>
}

/** Holds no numbers, no secrets and nothing of a body or an address. */
export type ReceiverLogEntry = { event: string; [key: string]: string | number | boolean | undefined }

export type Taking = {
  readonly store: Pick<Store, 'appendPush' | 'appendQuestion' | 'quarantinePush'>
  readonly profileFor: (token: string) => Promise<ReceiverProfile | undefined>
  readonly clock: () => UtcMs
  readonly log: (entry: ReceiverLogEntry) => void
  readonly bodyBytes: number
  /** How long the answer to a question of the platform waits for the disk, in milliseconds. */
  readonly questionMs: number
  /** What to do with a call or message that waits for our answer. */
  readonly decide: Decide
}

/** What to send back, and what has changed by it. */
export type Answer = {
  readonly status: number
  readonly body: object
  /** Something was kept or put aside. */
  readonly changed: boolean
  readonly calls: readonly Call[]
  readonly news?: News | undefined
  /** A question that was answered before it was on the disk: what is told of it when it is. */
  readonly later?: Promise<Pick<Answer, 'changed' | 'calls' | 'news'>> | undefined
}

/** What changed of Private Number besides calls. */
export type News = {
  readonly messages: readonly Message[]
  readonly numbersChanged: boolean
  readonly decision?: (Decided & { readonly id: number }) | undefined
}

export const refusal = (status: number, error: string): Answer => ({
  status,
  body: { error },
  changed: false,
  calls: [],
})

const KINDS: ReadonlyMap<string | undefined, PushKind> = new Map([
  ['fee', 'fee'],
  ['sms', 'sms'],
  ['sms-control', 'sms'],
  ['number-state', 'numberState'],
])
/** What an address is for; what really comes there is told by the body. */
const kindOfPlace = (place: string | undefined): PushKind => KINDS.get(place) ?? 'status'

const SUCCESS = { resultcode: '0', resultdesc: 'Success' }

/** Of a body that is too long so much is kept for a person to see what it was. */
const KEPT_OF_TOO_LONG = 64 * 1024
/** Of a body that is too long so much is read and thrown away, that its sender hears the answer. */
const PATIENCE = 8

/**
 * Takes one push: whose it is, whether it is proved, what it tells. Keeps it, and answers 200 only then; what
 * cannot be understood or may not enter is put aside as it came.
 *
 * @throws StoreError when it could not be kept; whatever the socket throws when the sender goes away
 */
export async function takePush(request: IncomingMessage, taking: Taking): Promise<Answer> {
  const route = PUSH_PATH.exec((request.url ?? '').split('?')[0] ?? '')
  const profile = route?.[1] === undefined ? undefined : await taking.profileFor(route[1])
  if (profile === undefined) return refusal(404, 'no such address')
  if (request.method !== 'POST') return refusal(405, 'pushes are POST')
  const address = kindOfPlace(route?.[2])
  const { body, whole } = await readBody(request, taking.bodyBytes)
  const raw = {
    receivedAt: taking.clock(),
    ...(profile.profileId === undefined ? {} : { profileId: profile.profileId }),
    kind: address,
    headers: keptHeaders(request),
    body,
  }
  const refuse = async (status: number, reason: string) => {
    await putAside({ ...raw, reason }, taking)
    taking.log({ event: 'receiver.quarantined', status, bytes: body.length })
    return { ...refusal(status, reason), changed: true }
  }
  if (!whole) return refuse(413, `larger than ${taking.bodyBytes} bytes`)
  const signature = await verdictOf(request, profile, taking)
  if (profile.policy === 'enforce' && signature !== 'valid') {
    // Without the secret nothing is proved or disproved: the platform may send it again.
    return refuse(signature === 'unverifiable' ? 503 : 401, `signature ${signature}`)
  }
  const began = performance.now()
  const parsed = parseBody(body, raw.receivedAt)
  if (!parsed.ok) return refuse(400, parsed.reason)
  const tookMs = () => Math.round((performance.now() - began) * 1000) / 1000
  const answered = parsed.masking && answerQuestion(parsed.masking, { ...raw, tookMs }, taking.decide)
  const kept = keep({ ...raw, signature }, parsed, answered, taking)
  if (answered === undefined) return kept
  return answerInTime(kept, answered, taking)
}

type Told = Extract<ParsedPush, { ok: true }>

/** A caller waits: the answer is given in time, even when the disk is slow or fails (docs/adr/0022). */
async function answerInTime(kept: Promise<Answer>, answered: Answered, taking: Taking): Promise<Answer> {
  const { body } = answered
  const failed = (): Answer => {
    taking.log({ event: 'receiver.questionNotKept' })
    return { status: 200, body, changed: false, calls: [] }
  }
  const safe = kept.catch(failed)
  const told = await within(safe, taking.questionMs)
  if (told !== 'late') return { ...told.value, body }
  taking.log({ event: 'receiver.questionLate' })
  return { status: 200, body, changed: false, calls: [], later: safe }
}

async function keep(
  raw: RawPush & { readonly signature: SignatureVerdict },
  { kind, events, problems, masking }: Told,
  answered: Answered | undefined,
  taking: Taking,
): Promise<Answer> {
  try {
    const wanted = answered?.masking ?? masking
    const push = { ...raw, kind, events, ...(wanted === undefined ? {} : { masking: wanted }) }
    const { store } = taking
    const appended = answered === undefined ? store.appendPush(push) : store.appendQuestion(push)
    const { stored, calls, messages, decisionId } = await appended
    const decision = answered?.masking.decision
    const news =
      wanted === undefined || stored === 'repeat'
        ? undefined
        : {
            messages: messages ?? [],
            numbersChanged: wanted.numbers.length > 0,
            decision:
              decision === undefined || decisionId === undefined
                ? undefined
                : { ...decision, id: decisionId },
          }
    if (problems.length > 0 && stored === 'new') {
      // The push is in the log as it came; this is the note that a part of it was not understood.
      await putAside({ ...raw, reason: problems.join('; ').slice(0, 500) }, taking).catch(() => {
        taking.log({ event: 'receiver.noteLost', problems: problems.length })
      })
    }
    return { status: 200, body: SUCCESS, changed: stored === 'new', calls, news }
  } catch (problem) {
    // What the store itself stumbles over it would stumble over again: keep it for a person to look at.
    if (problem instanceof StoreError && problem.kind === 'unknown') {
      await putAside({ ...raw, reason: 'the store failed on it' }, taking)
    }
    throw problem
  }
}

async function putAside(push: RejectedPush, { store }: Taking): Promise<void> {
  await store.quarantinePush(push)
}

function parseBody(body: Uint8Array, receivedAt: UtcMs): ParsedPush {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    return parsePush(json, receivedAt)
  } catch {
    return { ok: false, reason: 'the body is not JSON in UTF-8' }
  }
}

async function verdictOf(request: IncomingMessage, profile: ReceiverProfile, { log }: Taking) {
  const headers = { 'x-aksk': headerOf(request, 'x-aksk'), 'x-wsse': headerOf(request, 'x-wsse') }
  if (headers['x-aksk'] === undefined && headers['x-wsse'] === undefined) return 'absent'
  const secret = await profile.secret().catch(() => {
    log({ event: 'receiver.secretUnavailable' })
    return undefined
  })
  const { pushUrls, appKey } = profile
  const { host } = request.headers
  // The console may hold another address than the one we would give out; the one that was asked for is it.
  const asked = host === undefined ? [] : [`https://${host}${request.url}`, `http://${host}${request.url}`]
  const verdict = verifySignature(headers, {
    secret,
    appKey,
    urls: [...asked, ...Object.values(pushUrls)],
  })
  if (verdict === 'invalid') log({ event: 'receiver.signatureInvalid', policy: profile.policy })
  return verdict
}

const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** What may matter later of how a push came. Of Authorization the scheme word only: the rest may be secret. */
function keptHeaders(request: IncomingMessage): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name of ['content-type', 'authorization', 'x-aksk', 'x-wsse', 'user-agent']) {
    const value = headerOf(request, name)
    if (value === undefined) continue
    kept[name] = name === 'authorization' ? (value.split(' ')[0] ?? '').slice(0, 16) : value.slice(0, 1000)
  }
  return kept
}

/** Reads up to the limit, and leaves the request open so that it can be answered. */
async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<{ body: Uint8Array; whole: boolean }> {
  const kept: Buffer[] = []
  let length = 0
  const chunks: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false })
  for await (const chunk of chunks) {
    if (length <= limit) kept.push(chunk)
    length += chunk.length
    if (length > limit * PATIENCE) break
  }
  const all = Buffer.concat(kept)
  return length <= limit
    ? { body: all, whole: true }
    : { body: all.subarray(0, KEPT_OF_TOO_LONG), whole: false }
}
