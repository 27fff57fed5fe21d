import { describe, expect, it } from 'vitest'
import { akskDigest, pushDigest, sameText, wsseHexDigest, wsseRawDigest } from './digests.ts'

// Vectors of auth.md 9.
const REQUESTS = [
  {
    secret: 'DemoAppSecretBBBBBBBBBBBBBBBB',
    nonce: '66C92B11FF8A425FB8D4CCFE0ED9ED1F',
    created: '2018-02-12T15:30:20Z',
    aksk: 'KrTYOmQXAwX+GJQTgGeDXYq1/Bsl669UAYPP2tRay7M=',
    raw: '2F8p7hirP64XfjctVJ0n0zis5fu4rMfgX4w5PzGKfuY=',
    hex: 'ZDg1ZjI5ZWUxOGFiM2ZhZTE3N2UzNzJkNTQ5ZDI3ZDMzOGFjZTVmYmI4YWNjN2UwNWY4YzM5M2YzMThhN2VlNg==',
  },
  {
    secret: 'TestAppSecret0001',
    nonce: 'ac1c911c4792492687f8f6b2264a491e',
    created: '2018-05-26T00:35:30Z',
    aksk: 'pXQ0uRdhskbR42waEj6gRIzpYoxpKwfcGpFdkrXgl9g=',
    raw: 'd0lKE51feF8fAGaQRUxtXpk2w9+lfSOqcxYgJ5evCXY=',
    hex: 'Nzc0OTRhMTM5ZDVmNzg1ZjFmMDA2NjkwNDU0YzZkNWU5OTM2YzNkZmE1N2QyM2FhNzMxNjIwMjc5N2FmMDk3Ng==',
  },
  {
    secret: 's',
    nonce: '1',
    created: '2026-01-01T00:00:00Z',
    aksk: 'eKt3EFosBmg7O8z4Y/R3Uqq8p4znJqwORYYbsZJtImo=',
    raw: 'sKV/kenMSYQqSJ45jCFuujU9PXsFIzEkv4WsR7eLspI=',
    hex: 'YjBhNTdmOTFlOWNjNDk4NDJhNDg5ZTM5OGMyMTZlYmEzNTNkM2Q3YjA1MjMzMTI0YmY4NWFjNDdiNzhiYjI5Mg==',
  },
]

const PUSHES = [
  {
    secret: 'DemoAppSecretBBBBBBBBBBBBBBBB',
    url: 'https://customer.example.com:9330/fee',
    nonce: '66C92B11FF8A425FB8D4CCFE0ED9ED1F',
    created: '2018-02-12T23:30:20Z',
    newline: '4kq3801GAP6+PEDvUedVvxcQgyZARAWlW+ZCc4utALo=',
    plain: '23HYdWLpZtjOZmBuD+DQiyEGurOCeD/WAybmDJQeQU8=',
  },
  {
    secret: 'TestAppSecret0001',
    url: 'https://customer.example.com/status',
    nonce: 'ac1c911c4792492687f8f6b2264a491e',
    created: '2018-05-26T08:35:30Z',
    newline: 'FrtcVPr9iO/7dKxZ1OZwaqu/MS3ksmzJP1SoLqKsggE=',
    plain: 'b+8R4uv/Gye27HTsswS4Ob8o2l7pqgP1Vo5M7cP9KL0=',
  },
  {
    secret: 's',
    url: 'http://192.0.2.10:8888/test',
    nonce: '1',
    created: '2026-01-01T08:00:00Z',
    newline: 'Y9QEcOy7wm7Pna9xJfeKGw44uUOdo/Om8ij1+vDXhTE=',
    plain: 'N3QeYurVuzmOo8GD87ZWNpVEHwgqkGMtnsxkczraRJ4=',
  },
]

describe('digests', () => {
  it.each(REQUESTS)(
    'of requests match the vectors ($secret)',
    ({ secret, nonce, created, aksk, raw, hex }) => {
      expect(akskDigest(secret, nonce, created)).toBe(aksk)
      expect(wsseRawDigest(secret, nonce, created)).toBe(raw)
      expect(wsseHexDigest(secret, nonce, created)).toBe(hex)
    },
  )

  it.each(PUSHES)('of pushes match the vectors ($url)', ({ secret, url, nonce, created, newline, plain }) => {
    expect(pushDigest('newline', secret, url, nonce, created)).toBe(newline)
    expect(pushDigest('plain', secret, url, nonce, created)).toBe(plain)
  })

  it('compares texts of any length', () => {
    expect(sameText('a', 'a')).toBe(true)
    expect(sameText('a', 'b')).toBe(false)
    expect(sameText('a', 'ab')).toBe(false)
  })
})
