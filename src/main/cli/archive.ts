import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import manifest from '../../../package.json' with { type: 'json' }
import {
  carryOutRestore,
  closeSecrets,
  DamagedBackup,
  makeBackup,
  restoreInto,
  sealedIn,
  secretIdsOf,
  WrongPassphrase,
} from '../backup/index.ts'
import { dataDirLayout } from '../files/index.ts'
import { createSecrets } from '../secrets/index.ts'
import { openReader, whileHeld } from '../store/index.ts'

/** Where the pass phrase is taken from: not the command line, which others can see. */
export const PASSPHRASE = 'VOICEDESK_PASSPHRASE'

/** Makes a backup beside the application that owns the data. */
export async function backup(options: { dataDir: string; out: string; recordings: boolean }): Promise<void> {
  const layout = await dataDirLayout(options.dataDir)
  const passphrase = process.env[PASSPHRASE]
  const made = await makeBackup(
    {
      dataDir: layout.root,
      target: resolve(options.out),
      version: manifest.version,
      madeAt: Date.now(),
      automatic: false,
      withRecordings: options.recordings,
      secrets: passphrase === undefined ? undefined : closeSecrets(await secretsOf(layout.root), passphrase),
    },
    () => undefined,
  )
  const sealed = sealedIn(made)
  const { hasSecrets: secrets, tables } = made
  process.stdout.write(
    `${JSON.stringify({ file: resolve(options.out), calls: tables.call_bodies?.rows ?? 0, sealed, secrets })}\n`,
  )
  if (sealed > 0 && !secrets) {
    process.stderr.write(
      `The sealed originals of redacted recordings in it (${sealed}) can be opened on this machine only: their key goes along under ${PASSPHRASE}.\n`,
    )
  }
}

async function secretsOf(dataDir: string): Promise<Record<string, string>> {
  const reader = await openReader({ dataDir })
  const secrets = createSecrets({ dataDir })
  const found: Record<string, string> = {}
  try {
    for (const id of await secretIdsOf(reader)) {
      const secret = await secrets.use(id)
      if (secret !== undefined) found[id] = secret
    }
  } finally {
    await reader.close()
  }
  return found
}

/**
 * Proves a backup and puts it into a directory that holds no data yet.
 *
 * @throws Error when there is data already, or the backup is not whole
 */
export async function restore(file: string, options: { dataDir: string }): Promise<void> {
  const dataDir = resolve(options.dataDir)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await whileHeld(dataDir, async () => {
    if (existsSync(join(dataDir, 'voicedesk.db'))) {
      throw new Error(`there is data in ${dataDir} already; nothing was restored`)
    }
    const restored = await restoreInto({
      dataDir,
      file: resolve(file),
      passphrase: process.env[PASSPHRASE],
      secrets: createSecrets({ dataDir }),
      signal: new AbortController().signal,
    }).catch((problem: unknown) => {
      throw inWords(problem)
    })
    await carryOutRestore(dataDir, String(Date.now()))
    process.stdout.write(`${JSON.stringify(restored)}\n`)
    const closed = restored.sealed - restored.sealedOpen
    if (closed > 0) {
      process.stderr.write(
        `Sealed originals of redacted recordings that cannot be opened, because their key is not here: ${closed}.\n`,
      )
    }
  })
}

function inWords(problem: unknown): unknown {
  if (problem instanceof DamagedBackup)
    return new Error('this is no whole backup of Voicedesk; nothing was restored')
  if (problem instanceof WrongPassphrase)
    return new Error(`${PASSPHRASE} does not open the secrets of this backup; nothing was restored`)
  return problem
}

/** Follows the chain of the audit log. @returns whether it is whole */
export async function verifyAudit(options: { dataDir: string }): Promise<boolean> {
  const reader = await openReader({ dataDir: options.dataDir })
  try {
    const found = await reader.verifyAudit()
    process.stdout.write(`${JSON.stringify(found)}\n`)
    return found.brokenAt === undefined
  } finally {
    await reader.close()
  }
}
