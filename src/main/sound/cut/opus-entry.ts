import type { FileHandle } from 'node:fs/promises'
import type { EntryFinder } from './entry.ts'

const RATE = 48_000
const PAGE_HEAD_BYTES = 27
const MOST_PAGE_BYTES = 65_307
const CONTINUED = 0x01

type Page = {
  readonly bytes: number
  readonly samples: number
  readonly flags: number
  readonly serial: number
}

/** A page says how many samples there are up to its end (RFC 7845 §4), so the next one begins there. */
export const opusEntry: EntryFinder = async (file, size) => {
  const first = await pageAt(file, 0)
  if (first === undefined) return undefined
  // The head is one page, the tags are some more; sound begins where a page counts samples.
  let headBytes = first.bytes
  for (let page = await pageAt(file, headBytes); ; page = await pageAt(file, headBytes)) {
    if (page === undefined) return undefined
    if (page.samples !== 0) break
    headBytes += page.bytes
  }
  const last = await lastPage(file, size)
  if (last === undefined || last.serial !== first.serial) return undefined

  const from = Math.max(headBytes, Math.floor(size / 2))
  const { buffer } = await file.read(Buffer.alloc(2 * MOST_PAGE_BYTES), 0, 2 * MOST_PAGE_BYTES, from)
  let before: Page | undefined
  for (let at = buffer.indexOf('OggS'); at >= 0; ) {
    const page = readPage(buffer.subarray(at))
    if (page === undefined || page.serial !== first.serial) return undefined
    if (before !== undefined && before.samples > 0 && (page.flags & CONTINUED) === 0) {
      // What a decoder passes over at its beginning is as long as what the count begins with.
      const sample = before.samples
      return {
        ...{ coding: 'opus', headBytes, byte: from + at, sample, end: undefined },
        ...{ rate: RATE, seconds: last.samples / RATE },
      }
    }
    before = page
    at += page.bytes
  }
  return undefined
}

async function pageAt(file: FileHandle, at: number): Promise<Page | undefined> {
  const { buffer, bytesRead } = await file.read(
    Buffer.alloc(PAGE_HEAD_BYTES + 255),
    0,
    PAGE_HEAD_BYTES + 255,
    at,
  )
  return readPage(buffer.subarray(0, bytesRead))
}

async function lastPage(file: FileHandle, size: number): Promise<Page | undefined> {
  const from = Math.max(0, size - MOST_PAGE_BYTES)
  const { buffer } = await file.read(Buffer.alloc(size - from), 0, size - from, from)
  const at = buffer.lastIndexOf('OggS')
  return at < 0 ? undefined : readPage(buffer.subarray(at))
}

function readPage(bytes: Buffer): Page | undefined {
  if (bytes.length < PAGE_HEAD_BYTES || bytes.toString('latin1', 0, 4) !== 'OggS') return undefined
  const segments = bytes.readUInt8(26)
  if (bytes.length < PAGE_HEAD_BYTES + segments) return undefined
  const lacing = bytes.subarray(PAGE_HEAD_BYTES, PAGE_HEAD_BYTES + segments)
  return {
    bytes: lacing.reduce((sum, one) => sum + one, PAGE_HEAD_BYTES + segments),
    samples: Number(bytes.readBigInt64LE(6)),
    flags: bytes.readUInt8(5),
    serial: bytes.readUInt32LE(14),
  }
}
