import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { Readable } from 'node:stream'

/**
 * What a page may load and do: its own files, its own host, nothing inline but style attributes
 * (the component library sets them), no frames, no plugins.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'microphone=(self), camera=(), geolocation=(), usb=(), serial=(), payment=()',
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.json', 'application/json'],
])

type OnDisk = { readonly path: string }
/** Bytes that stand in no file as they are. */
type Read = {
  readonly bytes: number
  /** From `start` to `end`, both included. */
  readonly read: (start: number, end: number) => AsyncIterable<Uint8Array>
}

export type MediaFile = (OnDisk | Read) & {
  readonly type: string
  /** Under which name it is saved; without one it is shown or played in the page. */
  readonly name?: string
}

/**
 * Page, assets and media as one fetch-style handler that both hosts serve.
 *
 * @param pageDir folder of the built renderer
 * @param media finds the file behind `/media/<kind>/<id>`; `undefined` when there is none
 * @param download finds the file behind `/exports/<id>`, to be saved
 * @param imported takes the body of `PUT /imports/<id>`
 * @param upload takes the body of `PUT /upload/<id>`
 */
export function createWebHandler(options: {
  pageDir: string
  media: (kind: string, id: string) => Promise<MediaFile | undefined>
  download: (id: string) => Promise<(MediaFile & { readonly name: string }) | undefined>
  imported: TakeBody
  upload: TakeBody
}): (request: Request) => Promise<Response> {
  return async (request) => {
    const path = decodedPath(request.url)
    if (path === undefined) return plain(400, 'bad path')
    const uploadPath = /^\/upload\/([0-9A-Za-z-]{1,64})$/.exec(path)
    if (uploadPath?.[1] !== undefined && request.method === 'PUT') {
      return taken(await options.upload(uploadPath[1], request.body ?? NO_BODY()))
    }
    const importPath = /^\/imports\/([0-9A-Za-z-]{1,64})$/.exec(path)
    if (importPath?.[1] !== undefined && request.method === 'PUT') {
      return taken(await options.imported(importPath[1], request.body ?? NO_BODY()))
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'method not allowed')
    const mediaPath = /^\/media\/([a-z]+)\/([0-9A-Za-z-]{1,64})$/.exec(path)
    if (mediaPath?.[1] !== undefined && mediaPath[2] !== undefined) {
      const file = await options.media(mediaPath[1], mediaPath[2])
      return file === undefined ? plain(404, 'no such media') : serveRange(file, request)
    }
    const exportPath = /^\/exports\/([0-9A-Za-z-]{1,64})$/.exec(path)
    if (exportPath?.[1] !== undefined) {
      const file = await options.download(exportPath[1])
      return file === undefined ? plain(404, 'no such file') : serveRange(file, request, saveAs(file.name))
    }
    return serveAsset(options.pageDir, path === '/' ? '/index.html' : path)
  }
}

type TakeBody = (id: string, body: ReadableStream<Uint8Array>) => Promise<'taken' | 'badId' | 'tooMuch'>

/** To be saved under its name (RFC 6266), whatever signs the name has. */
const saveAs = (name: string): Record<string, string> => ({
  'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`,
})

/** A file of no bytes is sent without a body. */
const NO_BODY = () => new Blob([]).stream()

function taken(verdict: 'taken' | 'badId' | 'tooMuch'): Response {
  if (verdict === 'taken') return new Response(null, { status: 204, headers: SECURITY_HEADERS })
  return verdict === 'badId' ? plain(400, 'bad id') : plain(413, 'too much')
}

function decodedPath(url: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(url).pathname)
    return path.includes('\0') || path.includes('\\') ? undefined : path
  } catch {
    return undefined
  }
}

async function serveAsset(pageDir: string, path: string): Promise<Response> {
  const file = normalize(join(pageDir, path))
  const type = TYPES.get(extname(file))
  if (!file.startsWith(normalize(pageDir) + sep) || type === undefined) return plain(404, 'not found')
  try {
    const body = await readFile(file)
    // File names of assets carry a hash of their content; the page itself must always be fresh.
    const cache = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store'
    return new Response(new Uint8Array(body), {
      headers: { ...SECURITY_HEADERS, 'Content-Type': type, 'Cache-Control': cache },
    })
  } catch {
    return plain(404, 'not found')
  }
}

/** One range per request (RFC 9110 §14), which is what media elements ask for. */
async function serveRange(
  file: MediaFile,
  request: Request,
  more: Record<string, string> = {},
): Promise<Response> {
  let size: number
  try {
    size = 'path' in file ? (await stat(file.path)).size : file.bytes
  } catch {
    return plain(404, 'no such media')
  }
  const headers = {
    ...SECURITY_HEADERS,
    ...more,
    'Content-Type': file.type,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    ...(file.name === undefined
      ? {}
      : { 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}` }),
  }
  const range = parseRange(request.headers.get('range'), size)
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${size}` } })
  }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  const length = { ...headers, 'Content-Length': String(end - start + 1) }
  const body = request.method === 'HEAD' || size === 0 ? null : streamOf(file, start, end)
  if (range === undefined) return new Response(body, { headers: length })
  return new Response(body, {
    status: 206,
    headers: { ...length, 'Content-Range': `bytes ${start}-${end}/${size}` },
  })
}

/** @returns `undefined` when the whole file is wanted (no header, or one we need not understand) */
function parseRange(
  header: string | null,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = header === null ? null : /^bytes=(\d*)-(\d*)$/.exec(header.trim())
  if (match === null || (match[1] === '' && match[2] === '')) return undefined
  const [, from = '', to = ''] = match
  if (from === '') {
    const tail = Number(to)
    return tail === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - tail), end: size - 1 }
  }
  const start = Number(from)
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start >= size || start > end ? 'unsatisfiable' : { start, end }
}

function streamOf(file: MediaFile, start: number, end: number): ReadableStream<Uint8Array> {
  return Readable.toWeb(
    'path' in file ? createReadStream(file.path, { start, end }) : Readable.from(file.read(start, end)),
  )
}

export function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, {
    status,
    headers: {
      ...SECURITY_HEADERS,
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
    },
  })
}
