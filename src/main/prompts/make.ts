import { randomUUID } from 'node:crypto'
import { open, readFile, rm } from 'node:fs/promises'
import type { Shaping } from '../../contract/prompts.ts'
import { freeName } from '../../domain/prompt/index.ts'
import { promptNameFrom } from '../../domain/prompt/transliterate.ts'
import {
  isPromptId,
  isVersionId,
  must,
  type PromptId,
  type SourceId,
  type UtcMs,
} from '../../domain/values.ts'
import { alawWavHeader, readAlawWav, readAlawWavHeader } from '../../domain/wav/index.ts'
import type { Audio } from '../audio/index.ts'
import { writeWhole } from '../files/index.ts'
import type { Converters } from '../sound/index.ts'
import type { Store, StoredVersion } from '../store/index.ts'
import { measured, type VersionFacts } from './facts.ts'
import type { Places } from './places.ts'

/** A file of the person, and what is to become of it. */
export type Order = {
  readonly sourceId: SourceId
  readonly fileName: string
  readonly origin: 'file' | 'microphone'
  readonly shaping: Shaping
  /** Makes a new version of this prompt instead of a new prompt. */
  readonly promptId?: PromptId | undefined
  /** How to make a file fit that is too long; without it such a file is refused. */
  readonly fit?: 'split' | 'shorten' | undefined
}

export type Watch = { readonly onProgress: (share: number) => void; readonly signal: AbortSignal }

type Made = { readonly version: Omit<StoredVersion, 'number' | 'promptId'>; readonly facts: VersionFacts }

const newVersionId = () => must<string, StoredVersion['id']>(randomUUID(), isVersionId, 'version id')

/** Enough of a file for the head of its `data` chunk, whatever stands before it. */
const HEAD_BYTES = 4096
/** An hour has 15 of them, and pauses may make some shorter. */
const MOST_PARTS = 32

/** Makes prompts of files and keeps them. */
export function createMaker(options: {
  store: Store
  converters: Converters
  audio: Audio
  places: Places
  clock: () => UtcMs
}) {
  const { store, converters, audio, places, clock } = options

  async function made(order: Order, id: StoredVersion['id'], facts: VersionFacts): Promise<Made> {
    await audio.peaks(places.prompt(id), places.peaks(id))
    return { facts, version: { id, sourceId: order.sourceId, madeAt: clock(), facts } }
  }

  /** A file that is as the platform wants it keeps its samples: coding it twice would only add noise. */
  async function accept(order: Order, watch: Watch): Promise<Made> {
    const id = newVersionId()
    const source = places.source(order.sourceId)
    const converted = await converters.convert(source, places.prompt(id), { trim: false }, watch)
    const bytes = await readFile(source)
    const wav = readAlawWav(bytes)
    if (!wav.ok) throw new Error(wav.problem)
    const codes = bytes.subarray(wav.dataOffset, wav.dataOffset + wav.dataBytes)
    const file = Buffer.concat([alawWavHeader(codes.length), codes, new Uint8Array(codes.length % 2)])
    const written = await writeWhole(places.prompt(id), file)
    return made(order, id, {
      ...measured(converted),
      ...written,
      origin: 'accepted',
      sourceName: order.fileName,
      gainDb: 0,
      limited: 0,
    })
  }

  async function convert(order: Order, watch: Watch): Promise<Made> {
    const id = newVersionId()
    const { shaping } = order
    const source = places.source(order.sourceId)
    const converted = await converters.convert(source, places.prompt(id), shapingFor(shaping), watch)
    return made(order, id, {
      ...measured(converted),
      origin: order.origin === 'microphone' ? 'recorded' : 'converted',
      sourceName: order.fileName,
      shaping,
    })
  }

  /** Parts of a long file, cut at pauses; each as loud as the others. */
  async function convertInParts(order: Order, watch: Watch): Promise<Made[]> {
    const { shaping } = order
    const ids = Array.from({ length: MOST_PARTS }, newVersionId)
    const targets = ids.map((id) => places.prompt(id))
    const source = places.source(order.sourceId)
    const parts = await converters.convertInParts(source, targets, shapingFor(shaping), watch)
    const wanted = order.fit === 'shorten' ? parts.slice(0, 1) : parts
    for (const target of targets.slice(wanted.length, parts.length)) await rm(target, { force: true })
    return Promise.all(
      wanted.map((converted, at) => {
        const id = ids[at]
        if (id === undefined) throw new Error('a part has no file')
        const part = parts.length === 1 ? {} : { part: { number: at + 1, of: parts.length } }
        const facts = { ...measured(converted), sourceName: order.fileName, shaping, ...part }
        return made(order, id, { ...facts, origin: 'converted' })
      }),
    )
  }

  /** Keeps new prompts under names nobody has, made of the name of the file. */
  async function keepAsPrompts(order: Order, all: readonly Made[]): Promise<PromptId[]> {
    const kept: PromptId[] = []
    for (const { version, facts } of all) {
      const mark = facts.part === undefined ? '' : `-${facts.part.number}`
      const stem = order.fileName.replace(/\.[^.]*$/, '')
      const wanted = promptNameFrom(`${stem}${mark}.wav`, `prompt${mark}`)
      kept.push(await keepAs(wanted, version))
    }
    return kept
  }

  async function keepAs(wanted: string, version: Made['version']): Promise<PromptId> {
    const id = must<string, PromptId>(randomUUID(), isPromptId, 'prompt id')
    for (;;) {
      const names = new Set((await store.prompts()).map(({ name }) => name.toLowerCase()))
      const name = freeName(wanted, (other) => names.has(other))
      const change = { id, name, description: '', tags: [], changedAt: clock() }
      if ((await store.addPrompt(change, version)) !== 'nameTaken') return id
    }
  }

  return {
    /** @returns the prompts that the file became. @throws SoundProblem, AbortError, what the disk throws */
    async make(order: Order, watch: Watch): Promise<PromptId[]> {
      const all =
        order.fit !== undefined
          ? await convertInParts(order, watch)
          : [await ((await isAccepted(places.source(order.sourceId))) ? accept : convert)(order, watch)]
      const { promptId } = order
      if (promptId === undefined) return keepAsPrompts(order, all)
      for (const { version } of all.slice(0, 1)) await store.addPromptVersion({ ...version, promptId })
      return [promptId]
    },

    /** Another version from the same source. */
    async reshape(
      from: StoredVersion,
      facts: VersionFacts,
      shaping: Shaping,
      watch: Watch,
      id: StoredVersion['id'],
    ) {
      if (from.sourceId === undefined) throw new Error('there is no source')
      const source = places.source(from.sourceId)
      const converted = await converters.convert(source, places.prompt(id), shapingFor(shaping), watch)
      await audio.peaks(places.prompt(id), places.peaks(id))
      const origin = facts.origin === 'recorded' ? 'recorded' : 'converted'
      const next: VersionFacts = { ...measured(converted), origin, sourceName: facts.sourceName, shaping }
      await store.addPromptVersion({
        id,
        promptId: from.promptId,
        sourceId: from.sourceId,
        madeAt: clock(),
        facts: next,
      })
    },
  }
}

const shapingFor = ({ levelDbm0, trim }: Shaping) => ({
  trim,
  ...(levelDbm0 === undefined ? {} : { levelDbm0 }),
})

async function isAccepted(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return readAlawWavHeader(buffer.subarray(0, bytesRead), size).ok
  } finally {
    await file.close()
  }
}
