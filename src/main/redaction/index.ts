import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import { Redaction, type Redactions } from '../../contract/redaction.ts'
import { samplesOf } from '../../domain/redaction/index.ts'
import { type CallId, isUtcMs, must, type UtcMs } from '../../domain/values.ts'
import type { Audio } from '../audio/index.ts'
import type { Audit } from '../audit/index.ts'
import type { Log } from '../log/index.ts'
import type { Recordings } from '../recordings/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import { KeychainUnavailable, type Secrets } from '../secrets/index.ts'
import type { Store } from '../store/index.ts'
import type { MediaFile } from '../web/page.ts'
import { keysIn, openedByAny, SEALED_KEYS } from './sealed-keys.ts'

export { joinedKeys, keysIn, openedByAny, SEALED_KEYS, sealedFilesIn } from './sealed-keys.ts'

export type RedactionService = {
  readonly handlers: Handlers<'redaction'>
  readonly mediaFile: (kind: string, id: string) => Promise<MediaFile | undefined>
  /** Where the encrypted original stands, if there is one. */
  readonly sealedFile: (callId: CallId) => string
  /** Ends what a stop of the application has interrupted. */
  recover(): Promise<void>
}

/** So long the original can be heard after it was asked for. */
const HEARD_FOR_MS = 10 * 60_000
const Kept = Redaction.extend({ callId: z.string() })

/**
 * Takes stretches out of recordings (docs/adr/0015). The original is encrypted with a key of the system's
 * keychain before anything is replaced, and heard again only by an act that is in the audit log.
 *
 * @param sealedFolder holds the encrypted originals
 */
export function createRedaction(options: {
  store: Pick<Store, 'recording' | 'redactions' | 'saveRedaction'>
  secrets: Pick<Secrets, 'use' | 'set'>
  audio: Pick<Audio, 'seal' | 'redact' | 'peaks'>
  audit: Pick<Audit, 'record'>
  recordings: Pick<Recordings, 'files' | 'replaced'>
  sealedFolder: string
  publish: Publish
  clock: () => UtcMs
  log: Log
}): RedactionService {
  const { store, audio, audit, recordings, publish, clock } = options
  const who = userInfo().username
  const unsealed = new Map<string, { readonly callId: CallId; readonly until: number }>()
  /** One at a time: two on one recording must not read it before the other has written. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const mine = turn.then(act, act)
    turn = mine.catch(() => undefined)
    return mine
  }
  const sealedPath = (callId: CallId) => join(options.sealedFolder, `${callId}.sealed`)

  /** The one that seals first. */
  async function keysOf(make: boolean): Promise<readonly [Buffer, ...Buffer[]]> {
    try {
      const [first, ...others] = keysIn(await options.secrets.use(SEALED_KEYS))
      if (first !== undefined) return [first, ...others]
      if (!make) throw new Refusal('redaction.noKeychain', { why: 'the key is gone' })
      const made = randomBytes(32)
      // Only the keychain will do: a key that is gone with this run would lose every original.
      await options.secrets.set(SEALED_KEYS, made.toString('hex'), 'keychain')
      return [made]
    } catch (problem) {
      if (problem instanceof KeychainUnavailable)
        throw new Refusal('redaction.noKeychain', { why: problem.why })
      throw problem
    }
  }

  async function original(callId: CallId) {
    const opened = await openedByAny(sealedPath(callId), await keysOf(false))
    if (opened === undefined) throw new Refusal('redaction.noKeychain', { why: 'the key is another' })
    return opened
  }

  async function list(callId: CallId): Promise<Redaction[]> {
    return (await store.redactions(callId)).flatMap((one) => {
      const read = Kept.safeParse(one)
      return read.success ? [Redaction.parse(read.data)] : []
    })
  }

  async function told(callId: CallId): Promise<Redactions> {
    return { callId, redactions: await list(callId), sealed: existsSync(sealedPath(callId)) }
  }

  /** Writes the redacted file in place of the other; done again, it comes to the same. */
  async function carryOut(callId: CallId, one: Redaction): Promise<void> {
    const files = recordings.files(callId)
    const written = await audio.redact(files.wav, one.spans, one.fill)
    await audio.peaks(files.wav, files.peaks)
    await recordings.replaced(callId, written)
    await store.saveRedaction({ ...one, callId, state: 'done' })
  }

  return {
    handlers: {
      get: ({ callId }) => told(callId),

      redact: ({ callId, spans, fill, reason }) =>
        inTurn(async () => {
          const recording = await store.recording(callId)
          if (recording?.state !== 'ready') throw new Refusal('recording.none')
          const length = (recording.durationMs ?? 0) * 8
          if (samplesOf(spans, length).length === 0) throw new Refusal('redaction.outside')
          // Sealed files are whole or absent, and only the first original is one.
          const [key] = await keysOf(!existsSync(sealedPath(callId)))
          if (!existsSync(sealedPath(callId))) {
            await audio.seal(recordings.files(callId).wav, sealedPath(callId), key)
          }
          const one: Redaction = {
            id: randomUUID(),
            at: clock(),
            by: who,
            spans,
            fill,
            reason,
            state: 'begun',
          }
          await audit.record({
            action: 'recording.redacted',
            subject: callId,
            params: { spans: spans.length, fill, reason },
          })
          await store.saveRedaction({ ...one, callId })
          await carryOut(callId, one)
          const now = await told(callId)
          publish({ name: 'redaction.changed', payload: now })
          return now
        }),

      async unseal({ callId, reason }) {
        if (!existsSync(sealedPath(callId))) throw new Refusal('recording.none')
        await original(callId)
        await audit.record({ action: 'recording.unsealed', subject: callId, params: { reason } })
        const token = randomUUID()
        const until = must(clock() + HEARD_FOR_MS, isUtcMs, 'time')
        unsealed.set(token, { callId, until })
        return { audioPath: `/media/unsealed/${token}`, until }
      },
    },

    sealedFile: sealedPath,

    async mediaFile(kind, id) {
      const allowed = kind === 'unsealed' ? unsealed.get(id) : undefined
      if (allowed === undefined) return undefined
      if (allowed.until <= clock()) {
        unsealed.delete(id)
        return undefined
      }
      const sealed = await original(allowed.callId)
      return { type: 'audio/wav', bytes: sealed.bytes, read: sealed.read }
    },

    async recover() {
      for (const kept of await store.redactions()) {
        const read = Kept.safeParse(kept)
        if (!read.success || read.data.state === 'done') continue
        await inTurn(() => carryOut(kept.callId, Redaction.parse(read.data))).catch((problem: unknown) => {
          options.log({
            event: 'redaction.broken',
            detail: problem instanceof Error ? problem.message : 'unknown',
          })
        })
      }
    },
  }
}
