import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Handlers } from '../../contract/index.ts'
import type { Settings } from '../../contract/settings.ts'
import { maskNumber, nationalDigits } from '../../domain/phone/index.ts'
import { isUtcMs, must, type UtcMs } from '../../domain/values.ts'
import type { Audit } from '../audit/index.ts'
import type { Store } from '../store/index.ts'
import { createSealer } from './sealer.ts'

export type Privacy = {
  readonly handlers: Handlers<'privacy'>
  /** What every answer and event passes on its way to the screen, and every input on its way back. */
  readonly door: { out(value: unknown): unknown; in(value: unknown): unknown }
  /** Whether people's numbers are masked now. */
  masking(): boolean
  /** For files that leave the application: as they may be read there. */
  forFiles(text: string): string
  /** National digits of the numbers that stay readable. */
  ownNumbers(): readonly string[]
  /** The numbers of the company stay readable; call after a change of the profiles. */
  learnOwnNumbers(): Promise<void>
}

const KEY = 'sealKey'
const KEY_FORM = /^[0-9a-f]{64}$/
const OwnNumbers = z.object({
  displayNumbers: z.array(z.string()).default([]),
  ownNumber: z.string().optional(),
  privateNumbers: z.array(z.string()).default([]),
})

/**
 * Masking of people's numbers (docs/adr/0016). The screen gets sealed numbers and hands them back; nothing
 * but `reveal` shows one in full.
 *
 * @param audit a number whose reveal cannot be written down is not shown
 */
export async function createPrivacy(options: {
  store: Pick<Store, 'setting' | 'saveSetting' | 'profiles'>
  settings: () => Settings
  clock: () => UtcMs
  audit: Audit['record']
}): Promise<Privacy> {
  const { store, settings, clock } = options
  let own: ReadonlySet<string> = new Set()
  const sealer = createSealer(await sealKey(store), (digits) => own.has(digits))
  const masking = () => settings().maskNumbers

  async function learnOwnNumbers(): Promise<void> {
    const numbers = (await store.profiles()).flatMap(({ fields }) => {
      const read = OwnNumbers.safeParse(fields)
      return read.success
        ? [...read.data.displayNumbers, ...read.data.privateNumbers, read.data.ownNumber ?? '']
        : []
    })
    own = new Set(numbers.filter((number) => number !== '').map(nationalDigits))
  }
  await learnOwnNumbers()

  return {
    door: {
      out: (value) => (masking() ? sealer.seal(value) : value),
      // A page may still hold seals after the setting was switched off.
      in: (value) => sealer.open(value),
    },
    masking,
    forFiles: (text) => (masking() ? sealer.mask(text) : text),
    ownNumbers: () => [...own],
    learnOwnNumbers,
    handlers: {
      async reveal({ number, callId }) {
        const seconds = settings().revealSeconds
        const until = must(clock() + seconds * 1000, isUtcMs, 'time')
        await options.audit({
          action: 'number.revealed',
          subject: callId ?? maskNumber(number),
          params: { number: maskNumber(number), seconds },
        })
        return { number, until }
      },
    },
  }
}

/** Made at the first start; with it the same number has the same seal from one run to the next. */
async function sealKey(store: Pick<Store, 'setting' | 'saveSetting'>): Promise<Uint8Array> {
  const kept = await store.setting(KEY)
  if (typeof kept === 'string' && KEY_FORM.test(kept)) return Buffer.from(kept, 'hex')
  const fresh = randomBytes(32)
  await store.saveSetting(KEY, fresh.toString('hex'))
  return fresh
}
