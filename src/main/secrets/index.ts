import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { z } from 'zod'

export type KeptIn = 'keychain' | 'memory' | 'nowhere'

export type Secrets = {
  /** Whether the system's keychain can be used, found out by asking it. */
  availability(): Promise<{ readonly ok: true } | { readonly ok: false; readonly why: string }>
  /** Where the secret of an id is kept. A keychain that does not answer counts as nowhere. */
  has(id: string): Promise<KeptIn>
  /** @throws KeychainUnavailable when it shall go to a keychain that cannot be used */
  set(id: string, secret: string, keepIn: 'keychain' | 'memory'): Promise<void>
  /** The secret, to sign with. Only this room and the signature see it. */
  use(id: string): Promise<string | undefined>
  /** @throws KeychainUnavailable */
  remove(id: string): Promise<void>
}

export class KeychainUnavailable extends Error {
  readonly why: string

  constructor(why: string) {
    super(`the keychain cannot be used: ${why}`)
    this.name = 'KeychainUnavailable'
    this.why = why
  }
}

/** The part of keytar that is used. */
export type Keychain = {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

/** A keychain that waits for somebody to unlock it may take long; one that hangs must not hang us. */
const LIMIT_MS = 15_000
const PROBE_ACCOUNT = 'availability'

const isKeychain = (value: unknown): value is Keychain =>
  z
    .object({ getPassword: z.function(), setPassword: z.function(), deletePassword: z.function() })
    .safeParse(value).success

/** Loaded when first needed: a missing libsecret is an answer, not the end of the application. */
async function loadKeytar(): Promise<Keychain> {
  const loaded: unknown = await import('keytar')
  const inner = typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : loaded
  if (!isKeychain(inner)) throw new Error('keytar is not what it should be')
  return inner
}

/**
 * The only door to the keychain. A secret is in the keychain, or in the memory of this process when a person
 * chose that for this run, and nowhere else.
 *
 * @param dataDir keeps the entries of several installations apart
 */
export function createSecrets(options: {
  dataDir: string
  load?: () => Promise<Keychain>
  limitMs?: number
}): Secrets {
  const installation = createHash('sha256').update(resolve(options.dataDir)).digest('hex').slice(0, 12)
  const service = `Voicedesk ${installation}`
  const memory = new Map<string, string>()
  const load = options.load ?? loadKeytar
  const limitMs = options.limitMs ?? LIMIT_MS
  let loading: Promise<Keychain> | undefined

  async function ask<T>(question: (keychain: Keychain) => Promise<T>): Promise<T> {
    loading ??= load()
    let alarm: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      alarm = setTimeout(() => reject(new KeychainUnavailable('silent')), limitMs)
    })
    try {
      return await Promise.race([loading.then(question), late])
    } catch (problem) {
      if (problem instanceof KeychainUnavailable) throw problem
      throw new KeychainUnavailable(reason(problem))
    } finally {
      clearTimeout(alarm)
    }
  }

  return {
    async availability() {
      try {
        await ask((keychain) => keychain.getPassword(service, PROBE_ACCOUNT))
        return { ok: true }
      } catch (problem) {
        return { ok: false, why: problem instanceof KeychainUnavailable ? problem.why : reason(problem) }
      }
    },
    async has(id) {
      if (memory.has(id)) return 'memory'
      try {
        return (await ask((keychain) => keychain.getPassword(service, id))) === null ? 'nowhere' : 'keychain'
      } catch {
        return 'nowhere'
      }
    },
    async set(id, secret, keepIn) {
      if (keepIn === 'memory') {
        memory.set(id, secret)
        return
      }
      await ask((keychain) => keychain.setPassword(service, id, secret))
      memory.delete(id)
    },
    async use(id) {
      return memory.get(id) ?? (await ask((keychain) => keychain.getPassword(service, id))) ?? undefined
    },
    async remove(id) {
      const inMemory = memory.delete(id)
      try {
        // One that was kept in the keychain before must not stay behind the one in memory.
        await ask((keychain) => keychain.deletePassword(service, id))
      } catch (problem) {
        if (!inMemory) throw problem
      }
    },
  }
}

/** What keytar says, as a name that `explainKeychain` has words for; else its text, which holds no secret but is cut. */
function reason(problem: unknown): string {
  const text = problem instanceof Error ? problem.message : String(problem)
  if (/libsecret|cannot open shared object|\.node/i.test(text)) return 'noLibsecret'
  if (/d-?bus|autolaunch|org\.freedesktop\.secrets|connect/i.test(text)) return 'noService'
  if (/lock|dismissed|cancel/i.test(text)) return 'locked'
  return text.slice(0, 120)
}
