import { createStore, type StoreApi } from 'zustand'
import type { ErrorData } from '../../../contract/errors.ts'
import type { Client, ContractEvent } from '../../../contract/index.ts'
import type { Prompt, PromptDetail, PromptJob, Shaping } from '../../../contract/prompts.ts'
import {
  isPromptId,
  isSourceId,
  isVersionId,
  must,
  type ProfileId,
  type PromptId,
  type SourceId,
} from '../../../domain/values.ts'
import { errorOf, type Language, type SendFile } from '../../client/index.ts'
import { createStoreContext } from '../../ui/store-context.tsx'
import { readShaping } from './shaping.ts'
import type { TrayItem } from './tray.ts'

export type DetailSlot = { readonly detail: PromptDetail | undefined; readonly error: ErrorData | undefined }
export type HandOff = Awaited<ReturnType<Client['prompts']['handOff']>>

type Addition = { readonly origin: 'file' | 'microphone'; readonly promptId?: PromptId }

export type PromptsState = {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly error: ErrorData | undefined
  readonly prompts: ReadonlyMap<PromptId, Prompt>
  readonly tray: ReadonlyMap<SourceId, TrayItem>
  /** What is done to files that are added. */
  readonly shaping: Shaping
  readonly details: ReadonlyMap<PromptId, DetailSlot>
  load(): Promise<void>
  apply(event: ContractEvent): void
  setShaping(shaping: Shaping): void
  /** Sends files and has them converted; each fails by itself. */
  add(files: readonly File[], how?: Addition): Promise<void>
  mend(id: SourceId, how: 'split' | 'shorten'): Promise<void>
  cancel(id: SourceId): Promise<void>
  dismiss(): Promise<void>
  /** Keeps a prompt read for as long as it is shown. @returns the function that ends it */
  show(id: PromptId): () => void
  save(change: Parameters<Client['prompts']['save']>[0]): Promise<Prompt>
  reshape(id: PromptId, shaping: Shaping): Promise<Prompt>
  makeTone(
    tone: Omit<Parameters<Client['prompts']['makeTone']>[0], 'promptId' | 'versionId'>,
  ): Promise<Prompt>
  remove(id: PromptId): Promise<void>
  restore(id: PromptId): Promise<Prompt>
  setReview(review: Parameters<Client['prompts']['setReview']>[0]): Promise<void>
  handOff(ids: readonly PromptId[], profileId: ProfileId): Promise<HandOff>
}

/** So many files are sent side by side; the conversion has its own limit. */
const SENT_TOGETHER = 3

const context = createStoreContext<PromptsState>('prompts')
export const PromptsProvider = context.Provider
export const usePrompts = context.useSelect

/**
 * @param options.send moves the bytes of a file to the application
 * @param options.memory the shaping last used, as text
 */
export function createPromptsStore(options: {
  client: Client
  language: () => Language
  newId: () => string
  send: SendFile
  memory: { read(): string | undefined; keep(shaping: string): void }
}): StoreApi<PromptsState> {
  const { client, language, newId } = options
  const sending = new Map<SourceId, AbortController>()
  const shown = new Map<PromptId, number>()

  return createStore<PromptsState>((set, get) => {
    const takePrompt = (prompt: Prompt): Prompt => {
      const known = get().prompts.get(prompt.id)
      if (known === undefined || known.revision <= prompt.revision) {
        set({ prompts: new Map(get().prompts).set(prompt.id, prompt) })
      }
      if (shown.has(prompt.id)) readDetail(prompt.id)
      return prompt
    }
    const dropPrompt = (id: PromptId) => {
      const prompts = new Map(get().prompts)
      prompts.delete(id)
      set({ prompts })
    }
    const putTray = (item: TrayItem) => set({ tray: new Map(get().tray).set(item.id, item) })
    const takeJob = (job: PromptJob) => {
      const known = get().tray.get(job.id)
      if (known === undefined || !('revision' in known) || known.revision <= job.revision) putTray(job)
    }

    async function readDetail(id: PromptId): Promise<void> {
      let slot: DetailSlot
      try {
        slot = { detail: await client.prompts.get({ promptId: id }), error: undefined }
      } catch (thrown) {
        slot = { detail: get().details.get(id)?.detail, error: errorOf(thrown, language()) }
      }
      if (shown.has(id)) set({ details: new Map(get().details).set(id, slot) })
    }

    async function addOne(file: File, { origin, promptId }: Addition): Promise<void> {
      const id = must(newId(), isSourceId, 'source id')
      const stop = new AbortController()
      sending.set(id, stop)
      const fileName = file.name
      putTray({ id, fileName, state: 'sending' })
      try {
        await options.send(id, file, language(), stop.signal)
        const { shaping } = get()
        const version = promptId === undefined ? {} : { promptId }
        takeJob(await client.prompts.convert({ sourceId: id, fileName, origin, shaping, ...version }))
      } catch (thrown) {
        if (stop.signal.aborted) {
          const tray = new Map(get().tray)
          tray.delete(id)
          set({ tray })
        } else putTray({ id, fileName, state: 'notSent', error: errorOf(thrown, language()) })
      } finally {
        sending.delete(id)
      }
    }

    return {
      phase: 'loading',
      error: undefined,
      prompts: new Map(),
      tray: new Map(),
      shaping: readShaping(options.memory.read()),
      details: new Map(),

      async load() {
        try {
          const { prompts, jobs } = await client.prompts.list({})
          const onTheWay = [...get().tray.values()].filter(
            ({ state }) => state === 'sending' || state === 'notSent',
          )
          set({
            phase: 'ready',
            error: undefined,
            prompts: new Map(prompts.map((prompt) => [prompt.id, prompt])),
            tray: new Map([...jobs, ...onTheWay].map((item) => [item.id, item])),
          })
          await Promise.all([...shown.keys()].map(readDetail))
        } catch (thrown) {
          set({ phase: get().phase === 'ready' ? 'ready' : 'failed', error: errorOf(thrown, language()) })
        }
      },

      apply(event) {
        if (event.name === 'prompts.changed') takePrompt(event.payload)
        else if (event.name === 'prompts.removed') dropPrompt(event.payload.promptId)
        else if (event.name === 'prompts.job') takeJob(event.payload)
      },

      setShaping(shaping) {
        options.memory.keep(JSON.stringify(shaping))
        set({ shaping })
      },

      async add(files, how = { origin: 'file' }) {
        const waiting = [...files]
        const next = async (): Promise<void> => {
          for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await addOne(file, how)
        }
        await Promise.all(Array.from({ length: SENT_TOGETHER }, next))
      },

      async mend(id, how) {
        takeJob(await client.prompts.mend({ jobId: id, how }))
      },

      async cancel(id) {
        sending.get(id)?.abort()
        const item = get().tray.get(id)
        if (item !== undefined && item.state !== 'sending') await client.prompts.cancel({ jobId: id })
      },

      async dismiss() {
        const { jobs } = await client.prompts.dismiss({})
        const onTheWay = [...get().tray.values()].filter(({ state }) => state === 'sending')
        set({ tray: new Map([...jobs, ...onTheWay].map((item) => [item.id, item])) })
      },

      show(id) {
        shown.set(id, (shown.get(id) ?? 0) + 1)
        if (shown.get(id) === 1) readDetail(id)
        return () => {
          const left = (shown.get(id) ?? 1) - 1
          if (left > 0) {
            shown.set(id, left)
            return
          }
          shown.delete(id)
          const details = new Map(get().details)
          details.delete(id)
          set({ details })
        }
      },

      async save(change) {
        return takePrompt(await client.prompts.save(change))
      },

      async reshape(promptId, shaping) {
        const versionId = must(newId(), isVersionId, 'version id')
        return takePrompt(await client.prompts.reshape({ promptId, versionId, shaping }))
      },

      async makeTone(tone) {
        const promptId = must(newId(), isPromptId, 'prompt id')
        const versionId = must(newId(), isVersionId, 'version id')
        return takePrompt(await client.prompts.makeTone({ ...tone, promptId, versionId }))
      },

      async remove(promptId) {
        await client.prompts.remove({ promptId })
        dropPrompt(promptId)
      },

      async restore(promptId) {
        return takePrompt(await client.prompts.restore({ promptId }))
      },

      async setReview(review) {
        takePrompt(await client.prompts.setReview(review))
      },

      handOff: (promptIds, profileId) => client.prompts.handOff({ promptIds: [...promptIds], profileId }),
    }
  })
}
