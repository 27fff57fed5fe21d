import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type ErrorData, type ErrorParams, Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import { type SendResult, TargetFields, type UploadTarget } from '../../contract/uploads.ts'
import { isAcceptable } from '../../domain/prompt/index.ts'
import type { ProfileId, PromptId } from '../../domain/values.ts'
import type { Log } from '../log/index.ts'
import type { Platform } from '../platform/index.ts'
import { keeping } from '../profiles/index.ts'
import type { Prompts } from '../prompts/index.ts'
import { inWords } from '../rpc/dispatch.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Secrets } from '../secrets/index.ts'
import type { Store } from '../store/index.ts'
import { createGateway, type GatewayAnswer, type Standing } from './gateway.ts'

export type Uploads = {
  readonly handlers: Handlers<'uploads'>
  /** A sample target whose header stays in memory. */
  install(fields: TargetFields, header: { readonly name: string; readonly value: string }): Promise<void>
  /** Asks for reviews now and then from here on. */
  watch(): void
  close(): Promise<void>
}

const KEY = 'uploadTarget'
const Kept = z.object({ fields: TargetFields, headers: z.array(z.string()) })
type Kept = z.output<typeof Kept>

/** Reviews take a working day (audio.md §3); nobody waits for the minute. */
const WATCH_MS = 5 * 60_000

const secretId = (header: string) => `upload-target:${header.toLowerCase()}`

/** Under which ids the values of its headers are kept. */
export async function uploadSecretIds(store: Pick<Store, 'setting'>): Promise<string[]> {
  return (Kept.safeParse(await store.setting(KEY)).data?.headers ?? []).map(secretId)
}

/**
 * The upload target: a gateway of the customer's own that takes prompts and tells of their review
 * (docs/upload-target.md). A target that refuses the headers is asked nothing more until a person mends them.
 */
export async function createUploads(options: {
  store: Store
  secrets: Secrets
  platform: Platform
  prompts: Pick<Prompts, 'forUpload' | 'note' | 'waiting'>
  publish: Publish
  nextRevision: () => number
  log: Log
  language: () => 'zh-CN' | 'en'
  /** How long between two rounds of asking, in milliseconds. */
  watchMs?: number
}): Promise<Uploads> {
  const { store, secrets, platform, prompts, publish } = options
  const closing = new AbortController()
  let kept: Kept | undefined = Kept.safeParse(await store.setting(KEY)).data
  let revision = options.nextRevision()
  let halted = false
  let alarm: NodeJS.Timeout | undefined
  let round: Promise<unknown> = Promise.resolve()

  async function shown(): Promise<UploadTarget> {
    const headers = await Promise.all(
      (kept?.headers ?? []).map(async (name) => ({ name, keptIn: await secrets.has(secretId(name)) })),
    )
    return { revision, headers, halted, ...(kept === undefined ? {} : { fields: kept.fields }) }
  }

  async function changed(next: Kept | undefined): Promise<UploadTarget> {
    await store.saveSetting(KEY, next ?? null)
    kept = next
    halted = false
    return tell()
  }

  async function tell(): Promise<UploadTarget> {
    revision = options.nextRevision()
    const target = await shown()
    publish({ name: 'uploads.changed', payload: target })
    return target
  }

  async function gateway() {
    if (kept === undefined) throw new Refusal('target.none')
    const headers: Record<string, string> = {}
    for (const name of kept.headers) {
      const value = await keeping(() => secrets.use(secretId(name)))
      if (value !== undefined) headers[name] = value
    }
    return createGateway(platform, { fields: kept.fields, headers }, closing.signal)
  }

  /** The headers were refused: nothing is asked until they are mended. */
  async function halt(): Promise<void> {
    if (halted) return
    halted = true
    await tell()
  }

  async function noted<T>(answer: GatewayAnswer<T>): Promise<GatewayAnswer<T>> {
    if (answer.kind === 'unauthorized') await halt()
    return answer
  }

  async function sendOne(promptId: PromptId, profileId: ProfileId): Promise<SendResult> {
    const { prompt, findings } = await prompts.forUpload(promptId)
    if (!isAcceptable(findings)) return result(promptId, 'notAcceptable', 'prompt.notAcceptable', {})
    const ask = await gateway()
    const answer = await noted(await ask.send({ ...prompt, bytes: await readFile(prompt.path) }))
    if (answer.kind === 'ok') return taken(promptId, profileId, answer.value)
    if (answer.kind === 'refused' && answer.code === 'duplicate') {
      return result(promptId, 'alreadyThere', 'target.refused', paramsOf(answer))
    }
    if (answer.kind !== 'lost') return result(promptId, 'refused', codeOf(answer), paramsOf(answer))
    // Whether it arrived is asked, not guessed; it is never sent again by itself.
    const there = await noted(await ask.standing(prompt.name))
    if (there.kind === 'ok') return taken(promptId, profileId, there.value)
    const outcome = there.kind === 'refused' && there.httpStatus === 404 ? 'notTaken' : 'unknown'
    return result(promptId, outcome, 'target.answerLost', paramsOf(answer))
  }

  async function taken(promptId: PromptId, profileId: ProfileId, standing: Standing): Promise<SendResult> {
    await note(promptId, profileId, standing)
    return { promptId, outcome: 'sent' }
  }

  const note = (promptId: PromptId, profileId: ProfileId, { state, reason }: Standing) =>
    prompts.note(promptId, { profileId, state, ...(reason === undefined ? {} : { note: reason }) })

  function result(
    promptId: PromptId,
    outcome: SendResult['outcome'],
    code: ErrorData['code'],
    params: ErrorParams,
  ): SendResult {
    return { promptId, outcome, error: inWords({ code, params, retry: 'no' }, options.language()) }
  }

  /** Asks for everything that waits for a review, one after the other. */
  async function refresh(): Promise<{ asked: number; changed: number }> {
    const ask = await gateway()
    const waiting = await prompts.waiting()
    let changes = 0
    for (const { promptId, profileId, name, state } of waiting) {
      const answer = await noted(await ask.standing(name))
      if (answer.kind === 'refused' && answer.httpStatus === 404) continue
      if (answer.kind !== 'ok') throw new Refusal(codeOf(answer), paramsOf(answer))
      if (answer.value.state === state) continue
      await note(promptId, profileId, answer.value)
      changes += 1
    }
    return { asked: waiting.length, changed: changes }
  }

  function schedule(): void {
    clearTimeout(alarm)
    if (closing.signal.aborted) return
    alarm = setTimeout(() => {
      if (kept === undefined || halted) {
        schedule()
        return
      }
      round = refresh()
        .catch((problem: unknown) => {
          const detail = problem instanceof Refusal ? problem.code : 'unknown'
          options.log({ event: 'uploads.round', detail })
        })
        .finally(schedule)
    }, options.watchMs ?? WATCH_MS)
    alarm.unref()
  }

  return {
    async install(fields, { name, value }) {
      await secrets.set(secretId(name), value, 'memory')
      await changed({ fields, headers: [name] })
    },

    watch: schedule,

    async close() {
      clearTimeout(alarm)
      closing.abort()
      await round
    },

    handlers: {
      target: shown,
      saveTarget: ({ fields }) => changed({ fields, headers: kept?.headers ?? [] }),
      async removeTarget() {
        for (const name of kept?.headers ?? []) await keeping(() => secrets.remove(secretId(name)))
        return changed(undefined)
      },
      async setHeader({ name, value, keepIn }) {
        if (kept === undefined) throw new Refusal('input.invalid', { path: 'name', problem: 'target.first' })
        await keeping(() => secrets.set(secretId(name), value, keepIn))
        const others = kept.headers.filter((one) => one.toLowerCase() !== name.toLowerCase())
        return changed({ ...kept, headers: [...others, name] })
      },
      async removeHeader({ name }) {
        await keeping(() => secrets.remove(secretId(name)))
        if (kept === undefined) return shown()
        const others = kept.headers.filter((one) => one.toLowerCase() !== name.toLowerCase())
        return changed({ ...kept, headers: others })
      },
      async test() {
        const answer = await noted(await (await gateway()).list())
        if (answer.kind !== 'ok') throw new Refusal(codeOf(answer), paramsOf(answer))
        if (halted) {
          halted = false
          await tell()
        }
        return { prompts: answer.value }
      },
      async send({ promptIds, profileId }) {
        if (kept === undefined) throw new Refusal('target.none')
        const results: SendResult[] = []
        for (const promptId of new Set(promptIds)) {
          if (halted) throw new Refusal('target.unauthorized')
          results.push(await sendOne(promptId, profileId))
        }
        return { results }
      },
      refresh,
    },
  }
}

type Failed = Exclude<GatewayAnswer<unknown>, { kind: 'ok' }>

const CODES = {
  refused: 'target.refused',
  unauthorized: 'target.unauthorized',
  badAnswer: 'target.badAnswer',
  notSent: 'target.unreachable',
  lost: 'target.answerLost',
} as const

const codeOf = (answer: Failed) => CODES[answer.kind]

function paramsOf(answer: Failed): ErrorParams {
  if (answer.kind === 'refused') return { code: answer.code, httpStatus: answer.httpStatus }
  return 'cause' in answer ? { cause: answer.cause } : {}
}
