import { createHash } from 'node:crypto'
import type { Cancel, Clock } from '../clock.ts'
import type { Settings } from '../options.ts'
import { readPrompt } from './prompt-format.ts'
import { gatewayRefusal } from './refusals.ts'
import { type Verdict, verdictOn } from './review-rule.ts'
import type { Upload } from './upload.ts'

export type ReviewState = 'inReview' | 'passed' | 'refused'

/** What the gateway tells of a prompt. */
export type Prompt = { readonly name: string; readonly state: ReviewState; readonly reason?: string }

/** An uploaded file as `/sim/state` shows it. */
export type GatewayFile = Prompt & {
  readonly bytes: number
  readonly sha256: string
  readonly description?: string
  /** Simulated time. */
  readonly uploadedAt: number
}

/** The prompt files of the account, those put there by the gateway with their content. */
export type PromptFiles = {
  /** Takes a file into review; throws GatewayRefusal `badFormat` or `duplicate`. */
  take(upload: Upload): Prompt
  find(name: string): Prompt | undefined
  list(): readonly Prompt[]
  /** @returns false when there is no such prompt */
  remove(name: string): boolean
  /** @returns false when no file of that name was uploaded */
  decide(name: string, verdict: Verdict): boolean
  /** Makes a name usable in calls, uploaded or not. */
  approve(name: string): void
  uploaded(): readonly GatewayFile[]
}

type Kept = { readonly file: GatewayFile; readonly cancel: Cancel }

/** @param approved names that calls may use; kept up to date as reviews end and files go */
export function createPromptFiles(settings: Settings, clock: Clock, approved: Set<string>): PromptFiles {
  const kept = new Map<string, Kept>()

  function decide(name: string, verdict: Verdict): boolean {
    const known = kept.get(name)
    if (known === undefined) return false
    known.cancel()
    const { reason: _, ...file } = known.file
    kept.set(name, { ...known, file: { ...file, ...verdict } })
    if (verdict.state === 'passed') approved.add(name)
    else approved.delete(name)
    return true
  }

  /** Reviews go on by themselves only when an end is set to them. */
  function schedule(upload: Upload, samples: Uint8Array): Cancel {
    if (settings.reviewSeconds === Number.POSITIVE_INFINITY) return () => undefined
    return clock.at(clock.now() + settings.reviewSeconds * 1000, () => {
      decide(upload.name, verdictOn(upload, samples, settings))
    })
  }

  const shown = ({ file: { name, state, reason } }: Kept): Prompt => ({
    name,
    state,
    ...(reason !== undefined && { reason }),
  })

  function find(name: string): Prompt | undefined {
    const known = kept.get(name)
    if (known !== undefined) return shown(known)
    return approved.has(name) ? { name, state: 'passed' } : undefined
  }

  return {
    take(upload) {
      const { name, bytes, description } = upload
      const samples = readPrompt(bytes, settings)
      // No update in place: the old file is deleted first (audio.md 3).
      if (find(name) !== undefined) throw gatewayRefusal('duplicate', `${name} exists: delete it first`)
      const file: GatewayFile = {
        name,
        state: 'inReview',
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        ...(description !== undefined && { description }),
        uploadedAt: clock.now(),
      }
      const one = { file, cancel: schedule(upload, samples) }
      kept.set(name, one)
      return shown(one)
    },
    find,
    list: () => [
      ...[...approved].filter((name) => !kept.has(name)).map((name): Prompt => ({ name, state: 'passed' })),
      ...[...kept.values()].map(shown),
    ],
    remove(name) {
      kept.get(name)?.cancel()
      const wasKept = kept.delete(name)
      return approved.delete(name) || wasKept
    },
    decide,
    approve(name) {
      if (!decide(name, { state: 'passed' })) approved.add(name)
    },
    uploaded: () => [...kept.values()].map(({ file }) => ({ ...file })),
  }
}
