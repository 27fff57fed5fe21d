import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SourceId, VersionId } from '../../domain/values.ts'

/** Where the files of the library stand, by the ids of sources and versions. */
export function createPlaces(folder: string) {
  return {
    source: (id: SourceId) => join(folder, `${id}.source`),
    /** The source decoded, to be listened to. */
    before: (id: SourceId) => join(folder, `${id}.before.wav`),
    beforePeaks: (id: SourceId) => join(folder, `${id}.before.peaks`),
    prompt: (id: VersionId) => join(folder, `${id}.wav`),
    peaks: (id: VersionId) => join(folder, `${id}.peaks`),
    onThePhone: (id: VersionId) => join(folder, `${id}.phone.wav`),
    /** Removes every file whose id is not among the given: what an interrupted conversion left behind. */
    sweep: (known: ReadonlySet<string>): Promise<void> => removeWhere((id) => !known.has(id)),
    /** Removes the files of these ids. */
    forget: (ids: ReadonlySet<string>): Promise<void> => removeWhere((id) => ids.has(id)),
  }

  async function removeWhere(isGone: (id: string) => boolean): Promise<void> {
    for (const name of await readdir(folder)) {
      if (isGone(name.split('.')[0] ?? '')) await rm(join(folder, name), { force: true })
    }
  }
}

export type Places = ReturnType<typeof createPlaces>
