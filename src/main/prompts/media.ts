import { stat } from 'node:fs/promises'
import { isVersionId } from '../../domain/values.ts'
import type { Audio } from '../audio/index.ts'
import type { Converters } from '../sound/index.ts'
import type { Store, StoredVersion } from '../store/index.ts'
import type { MediaFile } from '../web/page.ts'
import { factsOf } from './facts.ts'
import type { Places } from './places.ts'

const wav = (path: string): MediaFile => ({ path, type: 'audio/wav' })
const waveform = (path: string): MediaFile => ({ path, type: 'application/octet-stream' })

/** What can be listened to and seen of a version (docs/media.md). What takes work is made when first asked for. */
export function createMedia(options: { store: Store; converters: Converters; audio: Audio; places: Places }) {
  const { store, converters, audio, places } = options
  const making = new Map<string, Promise<unknown>>()

  async function made(path: string, make: (path: string) => Promise<unknown>): Promise<string> {
    const doing = making.get(path)
    if (doing !== undefined) await doing
    else if (!(await isThere(path))) {
      const done = make(path).finally(() => making.delete(path))
      making.set(path, done)
      await done
    }
    return path
  }

  /** The source decoded; none of a part, whose source is much longer than it. */
  async function before(version: StoredVersion): Promise<string | undefined> {
    const { sourceId } = version
    if (sourceId === undefined || factsOf(version).part !== undefined) return undefined
    return made(places.before(sourceId), (to) => converters.preview(places.source(sourceId), to))
  }

  return async (kind: string, id: string): Promise<MediaFile | undefined> => {
    const version = isVersionId(id) ? await store.promptVersion(id) : undefined
    if (version === undefined) return undefined
    const prompt = places.prompt(version.id)
    switch (kind) {
      case 'prompt':
        return wav(prompt)
      case 'promptpeaks':
        return waveform(places.peaks(version.id))
      case 'promptphone':
        return wav(await made(places.onThePhone(version.id), (to) => audio.onThePhone(prompt, to)))
      case 'promptbefore': {
        const path = await before(version)
        return path === undefined ? undefined : wav(path)
      }
      case 'promptbeforepeaks': {
        const path = await before(version)
        const { sourceId } = version
        if (path === undefined || sourceId === undefined) return undefined
        return waveform(await made(places.beforePeaks(sourceId), (to) => audio.linearPeaks(path, to)))
      }
      default:
        return undefined
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}
