import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { z } from 'zod'
import { WrongPassphrase } from './manifest.ts'

/** RFC 7914; 32 MiB and about a tenth of a second for each try of somebody who guesses. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 }
const SALT = 16
const NONCE = 12
const TAG = 16

const Secrets = z.record(z.string(), z.string())

/** Secrets by their id, encrypted under a pass phrase: salt, nonce, tag, AES-256-GCM. */
export function closeSecrets(secrets: Readonly<Record<string, string>>, passphrase: string): Uint8Array {
  const salt = randomBytes(SALT)
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, salt), nonce)
  const body = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()])
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), body])
}

/** @throws WrongPassphrase also when a byte was changed */
export function openSecrets(box: Uint8Array, passphrase: string): Readonly<Record<string, string>> {
  const part = (from: number, length?: number) =>
    box.subarray(from, length === undefined ? undefined : from + length)
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(passphrase, part(0, SALT)), part(SALT, NONCE))
    decipher.setAuthTag(part(SALT + NONCE, TAG))
    const text = Buffer.concat([decipher.update(part(SALT + NONCE + TAG)), decipher.final()]).toString('utf8')
    return Secrets.parse(JSON.parse(text))
  } catch {
    throw new WrongPassphrase('the pass phrase does not open the secrets')
  }
}

/** The same phrase typed on another system may be composed otherwise (NFKC). */
const keyOf = (passphrase: string, salt: Uint8Array): Buffer =>
  scryptSync(passphrase.normalize('NFKC'), salt, 32, COST)
