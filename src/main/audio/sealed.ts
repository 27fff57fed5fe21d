import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { open } from 'node:fs/promises'
import { type Written, writeWhole } from '../files/index.ts'

/** Pieces by themselves encrypted and bound to their place, so that any part can be heard without the whole. */
const PIECE = 64 * 1024
const TAG = 16
const HEAD = 32
const MAGIC = Buffer.from('VDSEAL01')
const SALT_AT = 8
const SALT_BYTES = 16
const LENGTH_AT = 24

/** A key for one file, made of the installation's and what stands in the file's head. */
const keyFor = (key: Buffer, head: Buffer): Buffer =>
  Buffer.from(
    hkdfSync('sha256', key, head.subarray(SALT_AT, SALT_AT + SALT_BYTES), 'voicedesk sealed recording', 32),
  )

function nonceOf(piece: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(piece, 8)
  return nonce
}

/**
 * Encrypts a file (AES-256-GCM), reads it back, and gives it its name only when it opens to the same bytes.
 *
 * @param key 32 bytes
 */
export async function sealFile(source: string, target: string, key: Buffer): Promise<Written> {
  const file = await open(source)
  try {
    const { size } = await file.stat()
    const head = Buffer.alloc(HEAD)
    MAGIC.copy(head)
    randomBytes(SALT_BYTES).copy(head, SALT_AT)
    head.writeBigUInt64LE(BigInt(size), LENGTH_AT)
    const own = keyFor(key, head)
    const plain = createHash('sha256')
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield head
      for (let piece = 0, at = 0; at < size; piece += 1) {
        const { buffer, bytesRead } = await file.read(
          Buffer.alloc(Math.min(PIECE, size - at)),
          0,
          undefined,
          at,
        )
        if (bytesRead === 0) throw new Error('truncated')
        const part = buffer.subarray(0, bytesRead)
        plain.update(part)
        const cipher = createCipheriv('aes-256-gcm', own, nonceOf(piece))
        cipher.setAAD(head)
        yield Buffer.concat([cipher.update(part), cipher.final(), cipher.getAuthTag()])
        at += bytesRead
      }
    }
    return await writeWhole(target, pieces(), {
      async verify(temporary) {
        const sealed = await openSealed(temporary, key)
        const again = createHash('sha256')
        for await (const part of sealed.read(0, sealed.bytes - 1)) again.update(part)
        if (again.digest('hex') !== plain.digest('hex'))
          throw new Error('the sealed file opens to something else')
      },
    })
  } finally {
    await file.close()
  }
}

export type SealedFile = {
  /** Length of what is sealed. */
  readonly bytes: number
  /** The bytes from `start` to `end`, both included. @throws Error when they were changed or the key is another */
  read(start: number, end: number): AsyncGenerator<Uint8Array>
}

/** @throws Error when it is no sealed file */
export async function openSealed(path: string, key: Buffer): Promise<SealedFile> {
  const head = Buffer.alloc(HEAD)
  const first = await open(path)
  try {
    await first.read(head, 0, HEAD, 0)
  } finally {
    await first.close()
  }
  if (!head.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error('not a sealed file')
  const bytes = Number(head.readBigUInt64LE(LENGTH_AT))
  const own = keyFor(key, head)
  return {
    bytes,
    async *read(start, end) {
      const file = await open(path)
      try {
        for (let piece = Math.floor(start / PIECE); piece * PIECE <= end; piece += 1) {
          const length = Math.min(PIECE, bytes - piece * PIECE)
          if (length <= 0) return
          const sealed = Buffer.alloc(length + TAG)
          await file.read(sealed, 0, sealed.length, HEAD + piece * (PIECE + TAG))
          const decipher = createDecipheriv('aes-256-gcm', own, nonceOf(piece))
          decipher.setAAD(head)
          decipher.setAuthTag(sealed.subarray(length))
          const plain = Buffer.concat([decipher.update(sealed.subarray(0, length)), decipher.final()])
          yield plain.subarray(Math.max(0, start - piece * PIECE), Math.min(length, end + 1 - piece * PIECE))
        }
      } finally {
        await file.close()
      }
    },
  }
}
