import { isObject, parseJson, textOf } from '../json-shape.ts'

export type GatewayAnswer = {
  readonly status: number
  readonly body: unknown
  /** Code of an error, else empty. */
  readonly code: string
  readonly headers: Headers
}

type Target = { readonly gateway: { readonly url: string; readonly token: string } }

export type Uploading = {
  readonly headers?: Record<string, string>
  readonly token?: string
  readonly signal?: AbortSignal
}

/** Any request to the upload target, its token with it. */
export async function askGateway(
  { gateway }: Target,
  method: string,
  path: string,
  { body, headers, token = gateway.token, signal }: Uploading & { body?: Uint8Array | FormData } = {},
): Promise<GatewayAnswer> {
  const answer = await fetch(`${gateway.url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...headers },
    ...(body !== undefined && { body: body instanceof FormData ? body : Uint8Array.from(body) }),
    ...(signal !== undefined && { signal }),
  })
  const text = await answer.text()
  const parsed = text === '' ? undefined : parseJson(text)
  const code = isObject(parsed) ? (textOf(parsed, 'code') ?? '') : ''
  return { status: answer.status, body: parsed, code, headers: answer.headers }
}

export const putPrompt = (target: Target, name: string, bytes: Uint8Array, how: Uploading = {}) =>
  askGateway(target, 'PUT', `/prompts/${encodeURIComponent(name)}`, {
    ...how,
    headers: { 'Content-Type': 'audio/wav', ...how.headers },
    body: bytes,
  })

/** The form a page of a browser would send. */
export function postPrompt(
  target: Target,
  name: string,
  bytes: Uint8Array,
  { field = 'file', description }: { field?: string; description?: string } = {},
) {
  const body = new FormData()
  body.append(field, new File([Uint8Array.from(bytes)], name, { type: 'audio/wav' }))
  if (description !== undefined) body.append('description', description)
  return askGateway(target, 'POST', '/prompts', { body })
}

export const promptState = (target: Target, name: string) =>
  askGateway(target, 'GET', `/prompts/${encodeURIComponent(name)}`)

const chunk = (id: string, body: Buffer) => {
  const head = Buffer.alloc(8)
  head.write(id, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}

const FORMAT = {
  formatBytes: 18,
  tag: 6,
  channels: 1,
  rate: 8000,
  byteRate: 8000,
  align: 1,
  bits: 8,
  extension: 0,
}

/** What a test may spoil in a prompt file. */
export type PromptShape = Partial<typeof FORMAT> & {
  /** The samples, or how many of a tone. */
  readonly data?: Buffer | number
  /** Value of a `fact` chunk. */
  readonly fact?: number
  /** Chunks before the data and after it. */
  readonly before?: readonly (readonly [id: string, body: Buffer])[]
  readonly after?: readonly (readonly [id: string, body: Buffer])[]
  /** How much the RIFF size differs from what is right. */
  readonly riffOff?: number
  readonly form?: string
}

/** Bytes of a rough tone: no two neighbours alike, none of them silent. */
const tone = (samples: number) => Buffer.alloc(samples, Buffer.from([0x80, 0x00, 0xaa, 0x2a]))

/** A prompt written out from the table of audio.md 1; without a shape it is right. */
export function promptFile(shape: PromptShape = {}): Buffer {
  const { data = 800, fact, before = [], after = [], riffOff = 0, form = 'WAVE' } = shape
  const format = { ...FORMAT, ...shape }
  const fields = Buffer.alloc(Math.max(18, format.formatBytes))
  fields.writeUInt16LE(format.tag, 0)
  fields.writeUInt16LE(format.channels, 2)
  fields.writeUInt32LE(format.rate, 4)
  fields.writeUInt32LE(format.byteRate, 8)
  fields.writeUInt16LE(format.align, 12)
  fields.writeUInt16LE(format.bits, 14)
  fields.writeUInt16LE(format.extension, 16)
  const factBody = Buffer.alloc(4)
  factBody.writeUInt32LE(fact ?? 0)
  const inner = Buffer.concat([
    Buffer.from(form, 'latin1'),
    chunk('fmt ', fields.subarray(0, format.formatBytes)),
    ...(fact === undefined ? [] : [chunk('fact', factBody)]),
    ...before.map(([id, body]) => chunk(id, body)),
    chunk('data', typeof data === 'number' ? tone(data) : data),
    ...after.map(([id, body]) => chunk(id, body)),
  ])
  const whole = chunk('RIFF', inner)
  whole.writeUInt32LE(inner.length + riffOff, 4)
  return whole
}
