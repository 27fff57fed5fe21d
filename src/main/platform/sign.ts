import { createHash, createHmac } from 'node:crypto'

export type Scheme = 'AKSK' | 'WSSE'

/**
 * The digest of a request's second header (auth.md §3).
 * AKSK: Base64(HMAC-SHA256(secret, nonce + created)); WSSE: Base64(SHA256(nonce + created + secret)), of the
 * raw 32 bytes.
 */
export function passwordDigest(scheme: Scheme, secret: string, nonce: string, created: string): string {
  return scheme === 'AKSK'
    ? createHmac('sha256', secret)
        .update(nonce + created)
        .digest('base64')
    : createHash('sha256')
        .update(nonce + created + secret)
        .digest('base64')
}

/**
 * Both headers that sign a request. Nothing is signed over the URL, the method or the body.
 *
 * @param created `yyyy-MM-ddTHH:mm:ssZ` in UTC
 */
export function signatureHeaders(
  account: { readonly appKey: string; readonly secret: string; readonly scheme: Scheme },
  nonce: string,
  created: string,
): Record<string, string> {
  const { appKey, secret, scheme } = account
  const digest = passwordDigest(scheme, secret, nonce, created)
  return {
    Authorization: `${scheme} realm="SDP",profile="UsernameToken",type="Appkey"`,
    [`X-${scheme}`]: `UsernameToken Username="${appKey}",PasswordDigest="${digest}",Nonce="${nonce}",Created="${created}"`,
  }
}
