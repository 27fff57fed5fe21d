import { describe, expect, it } from 'vitest'
import { passwordDigest, signatureHeaders } from './sign.ts'

/** The vectors of auth.md §9. */
const VECTORS = [
  [
    'DemoAppSecretBBBBBBBBBBBBBBBB',
    '66C92B11FF8A425FB8D4CCFE0ED9ED1F',
    '2018-02-12T15:30:20Z',
    'KrTYOmQXAwX+GJQTgGeDXYq1/Bsl669UAYPP2tRay7M=',
    '2F8p7hirP64XfjctVJ0n0zis5fu4rMfgX4w5PzGKfuY=',
  ],
  [
    'TestAppSecret0001',
    'ac1c911c4792492687f8f6b2264a491e',
    '2018-05-26T00:35:30Z',
    'pXQ0uRdhskbR42waEj6gRIzpYoxpKwfcGpFdkrXgl9g=',
    'd0lKE51feF8fAGaQRUxtXpk2w9+lfSOqcxYgJ5evCXY=',
  ],
  [
    's',
    '1',
    '2026-01-01T00:00:00Z',
    'eKt3EFosBmg7O8z4Y/R3Uqq8p4znJqwORYYbsZJtImo=',
    'sKV/kenMSYQqSJ45jCFuujU9PXsFIzEkv4WsR7eLspI=',
  ],
] as const

describe('signing', () => {
  it.each(VECTORS)('agrees with the vectors for the secret %s', (secret, nonce, created, aksk, wsse) => {
    expect(passwordDigest('AKSK', secret, nonce, created)).toBe(aksk)
    expect(passwordDigest('WSSE', secret, nonce, created)).toBe(wsse)
  })

  it('writes both headers as documented', () => {
    const [secret, nonce, created, digest] = VECTORS[0]
    const account = { appKey: 'DemoAppKeyAAAAAAAAAAAAAAAAAA', secret, scheme: 'AKSK' } as const
    expect(signatureHeaders(account, nonce, created)).toEqual({
      Authorization: 'AKSK realm="SDP",profile="UsernameToken",type="Appkey"',
      'X-AKSK': `UsernameToken Username="DemoAppKeyAAAAAAAAAAAAAAAAAA",PasswordDigest="${digest}",Nonce="${nonce}",Created="${created}"`,
    })
    expect(Object.keys(signatureHeaders({ ...account, scheme: 'WSSE' }, nonce, created))).toEqual([
      'Authorization',
      'X-WSSE',
    ])
  })
})
