import { ViewFields } from '../../../contract/views.ts'

/** A saved view as one word that can be sent to somebody: filters, no calls. */
const SCHEME = 'voicedesk-view:'

export type SharedView = { readonly name: string; readonly fields: ViewFields }

export function writeViewLink(view: SharedView): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ name: view.name, fields: view.fields }))
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return SCHEME + btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** @returns `undefined` for anything that is no such link, or of a version that sets what is not known here */
export function readViewLink(link: string): SharedView | undefined {
  const plain = link.trim()
  if (!plain.startsWith(SCHEME)) return undefined
  try {
    const text = atob(plain.slice(SCHEME.length).replaceAll('-', '+').replaceAll('_', '/'))
    const read: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text, (one) => one.charCodeAt(0))),
    )
    if (typeof read !== 'object' || read === null || !('name' in read) || !('fields' in read))
      return undefined
    const fields = ViewFields.safeParse(read.fields)
    return typeof read.name === 'string' && fields.success
      ? { name: read.name.slice(0, 60), fields: fields.data }
      : undefined
  } catch {
    return undefined
  }
}
