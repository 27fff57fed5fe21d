import type { FileHandle } from 'node:fs/promises'
import { SoundProblem } from './problem.ts'

/** Bytes of a file, all of them. @throws SoundProblem when the file ends before */
export async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  if (bytesRead < length) throw new SoundProblem('damaged', 'ends in the middle of its description')
  return buffer
}
