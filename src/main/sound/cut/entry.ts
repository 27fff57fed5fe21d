import type { FileHandle } from 'node:fs/promises'

/** A place in the middle of a file from which it can be read as well as from its beginning. */
export type Entry = {
  readonly coding: 'wav' | 'mp3' | 'flac' | 'opus'
  /** Bytes at the beginning of the file that a decoder has to be given first. */
  readonly headBytes: number
  readonly byte: number
  /** Which sample of the whole sound is the first that comes out then. */
  readonly sample: number
  /** How many samples the whole sound has, where the file says that what comes out last is not of it. */
  readonly end: number | undefined
  readonly rate: number
  /** About how long the whole sound is. */
  readonly seconds: number
}

/** What finds one: whatever is unusual in the file makes it give up, as reading from the beginning always works. */
export type EntryFinder = (file: FileHandle, size: number) => Promise<Entry | undefined>
