import { type FileHandle, open } from 'node:fs/promises'
import { type PcmFormat, readWavFormat } from '../../domain/wav/pcm.ts'
import type { OnRead, SoundBlock } from './block.ts'
import { bytesAt } from './bytes-at.ts'
import { SoundProblem } from './problem.ts'

const BLOCK_BYTES = 1 << 19
/** A chunk before the samples longer than this is passed over unread anyway; more of them is no WAV. */
const MOST_CHUNKS = 1000
/** In RF64 the sizes of 32 bits hold this and the real ones stand in `ds64` (EBU Tech 3306). */
const IN_DS64 = 0xffffffff

/**
 * The samples of a WAV as one channel, block by block: RIFF and RF64, chunks of any kind before the samples, a
 * `data` chunk that promises more than there is.
 *
 * @throws SoundProblem
 */
export const readWav = (path: string, onRead: OnRead): AsyncGenerator<SoundBlock> =>
  read(path, undefined, onRead)

/** The same from a byte of it on, at which a frame begins. */
export const readWavFrom = (path: string, byte: number): AsyncGenerator<SoundBlock> =>
  read(path, byte, () => undefined)

async function* read(path: string, begin: number | undefined, onRead: OnRead): AsyncGenerator<SoundBlock> {
  const file = await open(path)
  try {
    const { format, from, bytes } = await findSamples(file)
    const whole = Math.max(format.frameBytes, BLOCK_BYTES - (BLOCK_BYTES % format.frameBytes))
    const end = from + bytes
    let at = begin ?? from
    const next = (buffer: Buffer) => file.read(buffer, 0, Math.max(0, Math.min(whole, end - at)), at)
    // While one block is worked on the next one is read.
    let [here, ahead] = [Buffer.alloc(whole), Buffer.alloc(whole)]
    for (let coming = next(here); ; ) {
      const { bytesRead } = await coming
      const used = bytesRead - (bytesRead % format.frameBytes)
      if (used === 0) break
      at += used
      coming = next(ahead)
      try {
        yield { kind: 'frames', rate: format.rate, bytes: here.subarray(0, used), format }
      } finally {
        await coming.catch(() => undefined)
      }
      onRead(used)
      ;[here, ahead] = [ahead, here]
    }
  } finally {
    await file.close()
  }
}

/** @throws SoundProblem */
export async function findSamples(
  file: FileHandle,
): Promise<{ format: PcmFormat; from: number; bytes: number }> {
  const { size } = await file.stat()
  let format: PcmFormat | undefined
  let realBytes: number | undefined
  let at = 12
  for (let count = 0; count < MOST_CHUNKS && at + 8 <= size; count += 1) {
    const head = await bytesAt(file, at, 8)
    const id = head.toString('latin1', 0, 4)
    const length = head.readUInt32LE(4)
    const body = at + 8
    if (id === 'ds64') realBytes = Number((await bytesAt(file, body + 8, 8)).readBigUInt64LE())
    if (id === 'fmt ') {
      const read = readWavFormat(await bytesAt(file, body, Math.min(length, 64)))
      if ('unsupported' in read) throw new SoundProblem('unsupportedCoding', read.unsupported)
      format = read.format
    }
    if (id === 'data') {
      if (format === undefined) throw new SoundProblem('damaged', 'samples before their format')
      // A recorder that was stopped in the middle leaves 0 or too much here: the file itself tells.
      const promised = length === IN_DS64 ? (realBytes ?? size - body) : length === 0 ? size - body : length
      return { format, from: body, bytes: Math.min(promised, size - body) }
    }
    at = body + length + (length % 2)
  }
  throw new SoundProblem('damaged', format === undefined ? 'no format' : 'no samples')
}
