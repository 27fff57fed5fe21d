import { createHash, createHmac, randomUUID } from 'node:crypto'
import { isObject, numberOf, parseJson, textOf } from '../json-shape.ts'
import type { AppSpec } from '../options.ts'

export type Answer = {
  readonly status: number
  readonly location: string | null
  readonly text: string
  readonly resultcode: string | undefined
  readonly resultdesc: string | undefined
  readonly sessionId: string
  readonly idlePort: number | undefined
}

export const PATHS = {
  click2Call: '/rest/httpsessions/click2Call/v2.0',
  callStop: '/rest/httpsessions/callStop/v2.0',
  callnotify: '/rest/httpsessions/callnotify/v2.0',
  callVerify: '/rest/httpsessions/callVerify/v1.0',
  record: '/rest/provision/voice/record/v1.0',
} as const

/** Time as the samples write it: whole seconds, UTC. */
export const createdNow = (shiftMs = 0) => `${new Date(Date.now() + shiftMs).toISOString().slice(0, 19)}Z`

/** Headers written out from auth.md 3, independent of the simulator's own reading. */
export function signed(
  app: Pick<AppSpec, 'appKey' | 'appSecret'>,
  { nonce = randomUUID().replaceAll('-', ''), created = createdNow(), scheme = 'AKSK', separator = ',' } = {},
): Record<string, string> {
  const digest =
    scheme === 'AKSK'
      ? createHmac('sha256', app.appSecret)
          .update(nonce + created)
          .digest('base64')
      : createHash('sha256')
          .update(nonce + created + app.appSecret)
          .digest('base64')
  const token = [
    `Username="${app.appKey}"`,
    `PasswordDigest="${digest}"`,
    `Nonce="${nonce}"`,
    `Created="${created}"`,
  ].join(separator)
  return {
    Authorization: `${scheme} ${['realm="SDP"', 'profile="UsernameToken"', 'type="Appkey"'].join(separator)}`,
    [`X-${scheme}`]: `UsernameToken ${token}`,
  }
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text()
  const parsed = parseJson(text)
  const body = isObject(parsed) ? parsed : {}
  return {
    status: response.status,
    location: response.headers.get('location'),
    text,
    resultcode: textOf(body, 'resultcode'),
    resultdesc: textOf(body, 'resultdesc'),
    sessionId: textOf(body, 'sessionId') ?? '',
    idlePort: numberOf(body, 'idlePort'),
  }
}

export async function send(url: string, headers: Record<string, string>, body: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json;charset=UTF-8', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return read(response)
}

/** One signed POST. */
export const ask = (
  simulator: { url: string },
  app: AppSpec,
  operation: keyof typeof PATHS,
  body: unknown,
): Promise<Answer> => send(`${simulator.url}${PATHS[operation]}`, signed(app), body)

/** The recording operation, or any GET, redirects off. */
export async function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return read(await fetch(url, { headers, redirect: 'manual' }))
}

export const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
