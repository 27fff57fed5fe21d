import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isSourceId } from '../../domain/values.ts'
import type { Places } from './places.ts'

export type Taken = 'taken' | 'badId' | 'tooMuch'

/** More than an hour of the widest sound there is in practice; the converter takes no more anyway. */
const MOST_BYTES = 2 ** 31

class TooMuch extends Error {}

/** Keeps a file that a screen sends, whole or not at all, until a conversion asks for it by its id. */
export async function takeUpload(
  places: Places,
  id: string,
  body: ReadableStream<Uint8Array>,
): Promise<Taken> {
  if (!isSourceId(id)) return 'badId'
  const target = places.source(id)
  const partial = `${target}.partial`
  try {
    await pipeline(Readable.fromWeb(body), bounded, createWriteStream(partial, { mode: 0o600 }))
    await rename(partial, target)
    return 'taken'
  } catch (problem) {
    await rm(partial, { force: true })
    if (problem instanceof TooMuch) return 'tooMuch'
    throw problem
  }
}

async function* bounded(chunks: AsyncIterable<Uint8Array>) {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) throw new TooMuch()
    yield chunk
  }
}
