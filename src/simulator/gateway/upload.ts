import type { IncomingMessage } from 'node:http'
import { readBytes } from '../http-bodies.ts'
import type { Settings } from '../options.ts'
import { type GatewayRefusal, gatewayRefusal } from './refusals.ts'

/** A file as it was handed in, its name and size already in order. */
export type Upload = {
  readonly name: string
  readonly bytes: Buffer
  readonly description?: string
}

/** Room for the parts of a form beside the file. */
const FORM_ALLOWANCE = 65_536

/** audio.md 2: at most 128 characters with the ending. */
const NAME_FORM = /^[A-Za-z0-9._@-]{1,124}\.wav$/

function checkName(name: string): void {
  if (!NAME_FORM.test(name)) {
    throw gatewayRefusal(
      'badName',
      'a name has letters, digits and - _ . @ only, at most 128 with the ending .wav',
    )
  }
}

function tooLarge(settings: Settings): GatewayRefusal {
  return gatewayRefusal('tooLarge', `larger than ${settings.promptLimitBytes} bytes`)
}

/** @returns nothing for text that is not percent-encoded UTF-8 */
export function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function headerDescription(request: IncomingMessage): string | undefined {
  const given = request.headers['x-prompt-description']
  if (given === undefined) return undefined
  const text = typeof given === 'string' && /^[\x21-\x7e]*$/.test(given) ? decoded(given) : undefined
  if (text === undefined) {
    throw gatewayRefusal('badRequest', 'X-Prompt-Description is not percent-encoded UTF-8')
  }
  return text
}

/** `PUT …/prompts/{name}`: the body is the file. */
export async function readPut(request: IncomingMessage, name: string, settings: Settings): Promise<Upload> {
  checkName(name)
  if (!/^audio\/wav\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw gatewayRefusal('badFormat', 'the Content-Type is not audio/wav')
  }
  const description = headerDescription(request)
  const bytes = await readBytes(request, settings.promptLimitBytes)
  if (bytes === undefined) throw tooLarge(settings)
  return { name, bytes, ...(description !== undefined && { description }) }
}

async function readFields(request: IncomingMessage, settings: Settings): Promise<FormData> {
  const type = request.headers['content-type'] ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw gatewayRefusal('badRequest', 'the Content-Type is not multipart/form-data')
  }
  const bytes = await readBytes(request, settings.promptLimitBytes + FORM_ALLOWANCE)
  if (bytes === undefined) throw tooLarge(settings)
  try {
    return await new Response(bytes, { headers: { 'Content-Type': type } }).formData()
  } catch {
    throw gatewayRefusal('badRequest', 'the form cannot be read')
  }
}

/** `POST …/prompts`: a form with the file, whose filename is the name of the prompt. */
export async function readForm(request: IncomingMessage, settings: Settings): Promise<Upload> {
  const form = await readFields(request, settings)
  const [file, another] = form.getAll(settings.gatewayFileField)
  if (!(file instanceof File) || another !== undefined) {
    throw gatewayRefusal('badRequest', `the form needs one file as "${settings.gatewayFileField}"`)
  }
  const description = form.get('description') ?? undefined
  if (description instanceof File) throw gatewayRefusal('badRequest', 'the description is not text')
  checkName(file.name)
  if (file.size > settings.promptLimitBytes) throw tooLarge(settings)
  const bytes = Buffer.from(await file.arrayBuffer())
  return { name: file.name, bytes, ...(description !== undefined && { description }) }
}
