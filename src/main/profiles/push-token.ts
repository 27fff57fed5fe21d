import { randomBytes } from 'node:crypto'

/**
 * The unguessable part of a push address: 128 bits in the characters the platform takes in an address
 * (voice-call.md §8.2), short enough for its 96 bytes.
 */
export function newPushToken(): string {
  return BigInt(`0x${randomBytes(16).toString('hex')}`)
    .toString(36)
    .padStart(25, '0')
}
