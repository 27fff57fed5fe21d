import { readdir } from 'node:fs/promises'
import { openSealed, type SealedFile } from '../audio/index.ts'

/** Under this id the keychain holds the keys of sealed originals. */
export const SEALED_KEYS = 'sealed-recordings'

const FORM = /^[0-9a-f]{64}(?:,[0-9a-f]{64})*$/

/** The keys in a secret, the one that seals first; none when there is no such secret. */
export const keysIn = (secret: string | undefined): Buffer[] =>
  secret !== undefined && FORM.test(secret) ? secret.split(',').map((key) => Buffer.from(key, 'hex')) : []

/** The secret with the keys of both, each once: what one of them has sealed can still be opened. */
export const joinedKeys = (one: string | undefined, other: string | undefined): string =>
  [...new Set([...keysIn(one), ...keysIn(other)].map((key) => key.toString('hex')))].join(',')

/** Names of the sealed originals in a folder; none when there is no such folder. */
export const sealedFilesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.sealed'))

/** A sealed file by whichever key opens it; `undefined` when none does, or when it is no sealed file. */
export async function openedByAny(path: string, keys: readonly Buffer[]): Promise<SealedFile | undefined> {
  for (const key of keys) {
    try {
      const sealed = await openSealed(path, key)
      for await (const _first of sealed.read(0, 0)) return sealed
    } catch {
      // Of another key.
    }
  }
  return undefined
}
