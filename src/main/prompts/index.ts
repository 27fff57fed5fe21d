import { stat } from 'node:fs/promises'
import { Refusal } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import { type Finding, isAcceptable, promptNameProblem, type ReviewState } from '../../domain/prompt/index.ts'
import type { ProfileId, PromptId, SourceId, UtcMs, VersionId } from '../../domain/values.ts'
import type { Audio } from '../audio/index.ts'
import { formsWith } from '../forms/index.ts'
import type { Log } from '../log/index.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Converters } from '../sound/index.ts'
import type { Store } from '../store/index.ts'
import type { MediaFile } from '../web/page.ts'
import { factsOf, type VersionFacts } from './facts.ts'
import { checkAgain, type Handed, writeHandOff } from './hand-off.ts'
import { createJobs, failureOf } from './jobs.ts'
import { createLibrary, reviewedAs } from './library.ts'
import { createMaker } from './make.ts'
import { createMedia } from './media.ts'
import { createPlaces } from './places.ts'
import { createRemoved } from './removed.ts'
import { type Taken, takeUpload } from './uploads.ts'

export type Prompts = {
  readonly handlers: Handlers<'prompts'>
  /** Keeps the bytes of a file under the id that the screen gave it. */
  takeUpload(id: string, body: ReadableStream<Uint8Array>): Promise<Taken>
  mediaFile(kind: string, id: string): Promise<MediaFile | undefined>
  /** A prompt to be uploaded, with what a new check of its file says. @throws Refusal when there is none */
  forUpload(id: PromptId): Promise<{ readonly prompt: Handed; readonly findings: readonly Finding[] }>
  /** The prompts with what matters of them to a call of a profile. */
  at(profileId: ProfileId): Promise<readonly PromptAt[]>
  /** Where an uploaded file stands; `undefined` when there is none. */
  uploaded(id: SourceId): Promise<string | undefined>
  /** Notes how far a prompt is at the account of a profile. */
  note(id: PromptId, step: Step): Promise<void>
  /** Prompts whose review is not over, by account. */
  waiting(): Promise<
    readonly {
      readonly promptId: PromptId
      readonly name: string
      readonly profileId: ProfileId
      readonly state: ReviewState
    }[]
  >
  close(): Promise<void>
}

/** A prompt at the account of a profile. */
export type PromptAt = {
  readonly name: string
  readonly passed: boolean
  readonly seconds: number
  readonly versionId: VersionId
}

export type Step = {
  readonly profileId: ProfileId
  readonly state: ReviewState
  readonly note?: string | undefined
}

/** The library of prompts: files in, prompts with versions out, and how far each is at the platform. */
export async function createPrompts(options: {
  store: Store
  converters: Converters
  audio: Audio
  folder: string
  handOffs: string
  publish: Publish
  clock: () => UtcMs
  log: Log
  language: () => 'zh-CN' | 'en'
}): Promise<Prompts> {
  const { store, converters, audio, publish, clock, log } = options
  const places = createPlaces(options.folder)
  const library = createLibrary({ store, publish, clock })
  const maker = createMaker({ store, converters, audio, places, clock })
  const jobs = createJobs({
    make: maker.make,
    async onMade(promptIds) {
      for (const id of promptIds) await library.changed(id)
    },
    places,
    publish,
    log,
    language: options.language,
  })

  const removed = createRemoved({ store, places, clock, log })
  await removed.atStart()
  const versions = await store.promptVersions()
  await places.sweep(
    new Set(versions.flatMap(({ id, sourceId }) => (sourceId === undefined ? [id] : [id, sourceId]))),
  )

  async function newest(promptId: PromptId) {
    const prompt = await library.stored(promptId)
    const [version] = await store.promptVersions(promptId)
    if (version === undefined) throw new Refusal('prompt.notFound')
    return { prompt, version, facts: factsOf(version) }
  }

  async function handed(promptId: PromptId): Promise<Handed> {
    const { prompt, version, facts } = await newest(promptId)
    return {
      promptId,
      name: prompt.name,
      description: prompt.description,
      path: places.prompt(version.id),
      seconds: facts.seconds,
      bytes: facts.bytes,
      sha256: facts.sha256,
    }
  }

  async function review(promptId: PromptId, step: Step) {
    const { prompt, version } = await newest(promptId)
    const { profileId, state, note } = step
    await store.addReview({
      subject: promptId,
      version: reviewedAs(version, prompt.name),
      profileId,
      state,
      ...(note === undefined || note === '' ? {} : { note }),
      at: clock(),
    })
    return library.changed(promptId)
  }

  const handlers: Handlers<'prompts'> = {
    async list() {
      return { prompts: await library.all(), jobs: jobs.list() }
    },

    async get({ promptId }) {
      const prompt = await library.read(promptId)
      const [all, steps, uses] = await Promise.all([
        store.promptVersions(promptId),
        store.reviews(promptId),
        store.promptUses(prompt.name),
      ])
      return {
        prompt,
        versions: all.map((version) => library.shownVersion(version, prompt.name)),
        history: steps.reverse().map(({ subject: _subject, ...step }) => step),
        usedBy: uses,
        forms: (await formsWith(store, prompt.name)).map(({ id, name, body }) => ({
          id,
          name,
          kind: body.kind,
        })),
      }
    },

    async convert(input) {
      if (input.promptId !== undefined) await library.stored(input.promptId)
      if (!(await isThere(places.source(input.sourceId)))) throw new Refusal('upload.notFound')
      return jobs.add(input)
    },

    mend: ({ jobId, how }) => jobs.mend(jobId, how),
    async cancel({ jobId }) {
      return { cancelled: await jobs.cancel(jobId) }
    },
    async dismiss() {
      return { jobs: await jobs.dismiss() }
    },

    async reshape({ promptId, versionId, shaping }, { signal }) {
      if ((await store.promptVersion(versionId)) !== undefined) return library.read(promptId)
      const { version, facts } = await newest(promptId)
      if (version.sourceId === undefined) throw new Refusal('prompt.noSource')
      const stop = new AbortController()
      signal.addEventListener('abort', () => stop.abort())
      try {
        const watch = { onProgress: () => undefined, signal: stop.signal }
        await maker.reshape(version, facts, shaping, watch, versionId)
      } catch (problem) {
        const { code, params } = failureOf(problem)
        if (code === 'internal') throw problem
        throw new Refusal(code, params)
      }
      return library.changed(promptId)
    },

    async makeTone({ promptId, versionId, name, seconds, tone }) {
      if ((await store.promptVersion(versionId)) !== undefined) return library.read(promptId)
      if (promptNameProblem(name) !== undefined) throw new Refusal('prompt.badName', { name })
      const written = await audio.tone(places.prompt(versionId), seconds, tone)
      await audio.peaks(places.prompt(versionId), places.peaks(versionId))
      const facts: VersionFacts = {
        ...written,
        origin: tone === undefined ? 'silence' : 'tone',
        seconds,
        gainDb: 0,
        limited: 0,
        levelDbm0: tone?.levelDbm0,
      }
      const change = { id: promptId, name, description: '', tags: [], changedAt: clock() }
      const kept = await store.addPrompt(change, { id: versionId, madeAt: clock(), facts })
      if (kept === 'nameTaken') throw new Refusal('prompt.nameTaken', { name })
      return library.changed(promptId)
    },

    async save({ promptId, name, description, tags }) {
      const { revision: _revision, createdAt: _created, ...before } = await library.stored(promptId)
      await library.save({ ...before, name, description, tags: [...new Set(tags)] })
      return library.changed(promptId)
    },

    async remove({ promptId }) {
      const before = await store.prompt(promptId)
      if (before === undefined || before.removedAt !== undefined) return { removed: false }
      await store.savePrompt({ ...before, changedAt: clock(), removedAt: clock() })
      publish({ name: 'prompts.removed', payload: { promptId } })
      removed.removed()
      return { removed: true }
    },

    async restore({ promptId }) {
      const { removedAt: _removed, ...before } = await library.stored(promptId)
      await library.save(before)
      return library.changed(promptId)
    },

    async setReview(input) {
      const { prompt } = await newest(input.promptId)
      const { version } = await library.read(prompt.id)
      const forward = input.state !== 'refused' && input.state !== 'prepared'
      if (forward && !isAcceptable(version.findings)) throw new Refusal('prompt.notAcceptable')
      return review(input.promptId, input)
    },

    async handOff({ promptIds, profileId }) {
      const good: Handed[] = []
      const refused = []
      for (const promptId of new Set(promptIds)) {
        const prompt = await handed(promptId)
        const findings = await checkAgain(prompt)
        if (isAcceptable(findings)) good.push(prompt)
        else refused.push({ promptId, findings: findings.map((one) => ({ ...one, mends: [...one.mends] })) })
      }
      const written = await writeHandOff(options.handOffs, good, clock())
      for (const { promptId } of good) await review(promptId, { profileId, state: 'prepared' })
      return { ...written, refused }
    },
  }

  return {
    handlers,

    takeUpload: (id, body) => takeUpload(places, id, body),
    mediaFile: createMedia({ store, converters, audio, places }),
    async forUpload(id) {
      const prompt = await handed(id)
      return { prompt, findings: await checkAgain(prompt) }
    },

    async at(profileId) {
      return (await library.all()).map(({ name, version, reviews }) => ({
        name,
        passed: reviews.some((review) => review.profileId === profileId && review.state === 'passed'),
        seconds: version.seconds,
        versionId: version.id,
      }))
    },

    async uploaded(id) {
      const path = places.source(id)
      return (await isThere(path)) ? path : undefined
    },

    async note(id, step) {
      await review(id, step)
    },

    async waiting() {
      const all = await library.all()
      return all.flatMap(({ id, name, reviews }) =>
        reviews
          .filter(({ state }) => state === 'uploaded' || state === 'inReview')
          .map(({ profileId, state }) => ({ promptId: id, name, profileId, state })),
      )
    },

    async close() {
      removed.close()
      await jobs.close()
    },
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}
