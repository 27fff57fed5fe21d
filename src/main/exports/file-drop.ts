import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '../../contract/errors.ts'
import { isUploadId, type UploadId } from '../../domain/values.ts'

export type Taken = 'taken' | 'badId' | 'tooMuch'

export type FileDrop = {
  /** Keeps a file that a screen sends under `/imports/<id>`, whole or not at all. */
  takeFile(id: string, body: ReadableStream<Uint8Array>): Promise<Taken>
  /** Where such a file stands. @throws Refusal `import.notFound` */
  sentFile(id: UploadId): Promise<string>
}

/** Files that a screen sends to be read, until an operation asks for one by its id. */
export function createFileDrop(folder: string): FileDrop {
  const sentPath = (id: UploadId) => join(folder, id)
  return {
    async sentFile(id) {
      const path = sentPath(id)
      const there = await stat(path).catch(() => undefined)
      if (there === undefined) throw new Refusal('import.notFound')
      return path
    },
    async takeFile(id, body) {
      if (!isUploadId(id)) return 'badId'
      const partial = `${sentPath(id)}.partial`
      try {
        await pipeline(Readable.fromWeb(body), createWriteStream(partial, { mode: 0o600 }))
        await rename(partial, sentPath(id))
        return 'taken'
      } catch (problem) {
        await rm(partial, { force: true })
        throw problem
      }
    },
  }
}
