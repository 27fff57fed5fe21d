import { rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { joinedKeys, keysIn, openedByAny, SEALED_KEYS, sealedFilesIn } from '../redaction/index.ts'
import type { Secrets } from '../secrets/index.ts'
import { planRestore, stagingFolder } from './pending.ts'
import { openSecrets } from './secrets-box.ts'
import { manifestOf } from './unpack.ts'
import { runBackupWork } from './work.ts'

export type Restored = {
  readonly calls: number
  /** How many secrets came back. */
  readonly secrets: number
  /** Encrypted originals of redacted recordings that the backup holds. */
  readonly sealed: number
  /** How many of them a key on this machine opens. */
  readonly sealedOpen: number
}

/**
 * Unpacks and proves a backup beside the data and plans it for the next start. The secrets go to the keychain
 * when a pass phrase opens them.
 *
 * @throws DamagedBackup, WrongPassphrase, KeychainUnavailable; then nothing is planned
 */
export async function restoreInto(options: {
  dataDir: string
  file: string
  passphrase: string | undefined
  secrets: Secrets
  signal: AbortSignal
}): Promise<Restored> {
  const { dataDir, file, passphrase, secrets } = options
  const staged = stagingFolder(dataDir)
  const unpacking = `${staged}-unproven`
  await rm(unpacking, { recursive: true, force: true })
  const box = await runBackupWork({ kind: 'unpack', file, folder: unpacking }, options.signal)
  const manifest = await manifestOf(file)
  const opened =
    box === undefined || passphrase === undefined ? {} : await opening(box, passphrase, unpacking)
  for (const [id, secret] of Object.entries(opened)) {
    // What was sealed here stays readable: this machine's key is no more overwritten than its files are.
    const kept = id === SEALED_KEYS ? joinedKeys(await secrets.use(id), secret) : secret
    await secrets.set(id, kept, 'keychain')
  }
  const sealed = await sealedOriginals(join(unpacking, 'sealed'), secrets)
  await rm(staged, { recursive: true, force: true })
  await rename(unpacking, staged)
  await planRestore(dataDir, { staged: basename(staged), madeAt: manifest.madeAt })
  return {
    calls: manifest.tables.call_bodies?.rows ?? 0,
    secrets: Object.keys(opened).length,
    ...sealed,
  }
}

/** Tries every sealed original with the keys that are here. */
async function sealedOriginals(
  folder: string,
  secrets: Pick<Secrets, 'use'>,
): Promise<Pick<Restored, 'sealed' | 'sealedOpen'>> {
  const names = await sealedFilesIn(folder)
  if (names.length === 0) return { sealed: 0, sealedOpen: 0 }
  // A keychain that cannot be asked opens nothing, and that is what is told.
  const keys = keysIn(await secrets.use(SEALED_KEYS).catch(() => undefined))
  let sealedOpen = 0
  for (const name of names) {
    if ((await openedByAny(join(folder, name), keys)) !== undefined) sealedOpen += 1
  }
  return { sealed: names.length, sealedOpen }
}

async function opening(box: Uint8Array, passphrase: string, unpacked: string) {
  try {
    return openSecrets(box, passphrase)
  } catch (problem) {
    await rm(join(unpacked), { recursive: true, force: true })
    throw problem
  }
}
