import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { TargetFields } from '../../contract/uploads.ts'
import { AnswerLost, NotConnected, type Platform } from '../platform/index.ts'

/** How a prompt stands at the target, by its own word (docs/upload-target.md). */
export type Standing = {
  readonly state: 'inReview' | 'passed' | 'refused'
  readonly reason?: string | undefined
}

export type GatewayAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly code: string; readonly httpStatus: number }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'badAnswer' }
  | { readonly kind: 'notSent'; readonly cause: string }
  | { readonly kind: 'lost'; readonly cause: string }

export type GatewayFile = { readonly name: string; readonly description: string; readonly bytes: Uint8Array }

const OnePrompt = z.object({
  state: z.enum(['inReview', 'passed', 'refused']),
  reason: z.string().max(1000).optional(),
})
const AllPrompts = z.object({ prompts: z.array(z.unknown()) })
const Trouble = z.object({ code: z.string().max(64) })

type Asked = { readonly fields: TargetFields; readonly headers: Readonly<Record<string, string>> }
type Sent = { readonly headers: Readonly<Record<string, string>>; readonly body?: Uint8Array }

/** The client's side of docs/upload-target.md. Nothing is repeated here. */
export function createGateway(platform: Pick<Platform, 'askGateway'>, asked: Asked, signal?: AbortSignal) {
  const base = asked.fields.address.replace(/\/+$/, '')

  async function ask<S extends z.ZodType>(
    method: 'GET' | 'PUT' | 'POST',
    path: string,
    sent: Sent,
    good: number,
    shape: S,
  ): Promise<GatewayAnswer<z.output<S>>> {
    const url = new URL(`${base}${path}`)
    const headers = { Accept: 'application/json', ...asked.headers, ...sent.headers }
    let answer: { status: number; body: unknown }
    try {
      answer = await platform.askGateway({ method, url, headers, body: sent.body }, signal)
    } catch (problem) {
      if (problem instanceof NotConnected) return { kind: 'notSent', cause: problem.cause }
      if (problem instanceof AnswerLost) return { kind: 'lost', cause: problem.cause }
      throw problem
    }
    const { status, body } = answer
    if (status === 401 || status === 403) return { kind: 'unauthorized' }
    if (status === good) {
      const read = shape.safeParse(body)
      return read.success ? { kind: 'ok', value: read.data } : { kind: 'badAnswer' }
    }
    const trouble = Trouble.safeParse(body)
    if (status < 400) return { kind: 'badAnswer' }
    return { kind: 'refused', code: trouble.success ? trouble.data.code : '', httpStatus: status }
  }

  const place = (name: string) => `/prompts/${encodeURIComponent(name)}`

  return {
    /** @returns how many prompts the target knows of */
    async list(): Promise<GatewayAnswer<number>> {
      const answer = await ask('GET', '/prompts', { headers: {} }, 200, AllPrompts)
      return answer.kind === 'ok' ? { kind: 'ok', value: answer.value.prompts.length } : answer
    },
    standing: (name: string): Promise<GatewayAnswer<Standing>> =>
      ask('GET', place(name), { headers: {} }, 200, OnePrompt),
    send(file: GatewayFile): Promise<GatewayAnswer<Standing>> {
      if (asked.fields.way === 'form') {
        return ask('POST', '/prompts', formOf(file, asked.fields.field), 201, OnePrompt)
      }
      const described =
        file.description === '' ? {} : { 'X-Prompt-Description': encodeURIComponent(file.description) }
      const headers = { 'Content-Type': 'audio/wav', ...described }
      return ask('PUT', place(file.name), { headers, body: file.bytes }, 201, OnePrompt)
    },
  }
}

/** A form as RFC 7578 has it. Names of prompts have no character that would have to be escaped. */
function formOf(file: GatewayFile, field: string): Sent {
  const boundary = `voicedesk-${randomBytes(16).toString('hex')}`
  const head = (disposition: string, type: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n`
  const described =
    file.description === ''
      ? ''
      : `${head('name="description"', 'text/plain; charset=utf-8')}${file.description}\r\n`
  const body = Buffer.concat([
    Buffer.from(`${described}${head(`name="${field}"; filename="${file.name}"`, 'audio/wav')}`, 'utf8'),
    file.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return { headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` }, body }
}
