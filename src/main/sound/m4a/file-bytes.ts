import { type FileHandle, open } from 'node:fs/promises'
import { SoundProblem } from '../problem.ts'

/** A file that is read here and there. */
export class FileBytes {
  readonly size: number
  readonly #file: FileHandle

  private constructor(file: FileHandle, size: number) {
    this.#file = file
    this.size = size
  }

  static async open(path: string): Promise<FileBytes> {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      return new FileBytes(file, size)
    } catch (problem) {
      await file.close()
      throw problem
    }
  }

  /** @throws SoundProblem when the file is shorter than that */
  async at(from: number, length: number): Promise<Buffer> {
    if (from + length > this.size) throw new SoundProblem('damaged', 'points past its end')
    const { buffer, bytesRead } = await this.#file.read(Buffer.allocUnsafe(length), 0, length, from)
    if (bytesRead < length) throw new SoundProblem('damaged', 'points past its end')
    return buffer
  }

  async close(): Promise<void> {
    await this.#file.close()
  }
}
