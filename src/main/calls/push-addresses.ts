/**
 * Where the pushes of a call shall go, as a request names it: standard Base64 with padding (voice-call.md §8.2).
 *
 * @param push plain addresses; absent when the ones set in the console shall serve
 */
export const pushFields = (push: { status: string; fee: string } | undefined) =>
  push === undefined ? {} : { statusUrl: base64(push.status), feeUrl: base64(push.fee) }

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')
