import { open } from 'node:fs/promises'
import type { Entry, EntryFinder } from './entry.ts'
import { flacEntry } from './flac-entry.ts'
import { mp3Entry } from './mp3-entry.ts'
import { opusEntry } from './opus-entry.ts'
import { wavEntry } from './wav-entry.ts'

const FINDERS: readonly { readonly sign: RegExp; readonly find: EntryFinder }[] = [
  { sign: /^(?:RIFF|RF64)....WAVE/s, find: wavEntry },
  { sign: /^fLaC/, find: flacEntry },
  { sign: /^OggS.{20,40}OpusHead/s, find: opusEntry },
  { sign: /^(?:ID3|\xff[\xe2-\xff])/, find: mp3Entry },
]
const SNIFFED = 64
/** Smaller files are read at once anyway. */
const LEAST_BYTES = 1 << 17

/** An entry near the middle of a file. Anything wrong with the file is for its reader to say. */
export async function findEntry(path: string): Promise<Entry | undefined> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size < LEAST_BYTES) return undefined
    const { buffer } = await file.read(Buffer.alloc(SNIFFED), 0, SNIFFED, 0)
    const start = buffer.toString('latin1')
    return await FINDERS.find(({ sign }) => sign.test(start))?.find(file, size)
  } finally {
    await file.close()
  }
}
