import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseSync } from 'oxc-parser'

/** One import of a file: of another file of ours (path from the root) or of a package. */
export type Edge = { readonly from: string; readonly line: number } & (
  | { readonly to: string }
  | { readonly guest: string }
)

/**
 * Everything a file draws on: imports, type imports, re-exports and `import()` alike, since a wall that a
 * type can pass is no wall.
 *
 * @param text source of the file
 * @param path path of the file from the root, with forward slashes
 */
export function edgesOf(text: string, path: string, root: string): Edge[] {
  const { module, program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message ?? 'cannot be parsed'}`)
  const requests: { text: string; start: number }[] = [
    ...module.staticImports.map(({ moduleRequest }) => ({
      text: moduleRequest.value,
      start: moduleRequest.start,
    })),
    ...module.staticExports.flatMap((statement) =>
      statement.entries.flatMap(({ moduleRequest }) =>
        moduleRequest === null || moduleRequest === undefined
          ? []
          : [{ text: moduleRequest.value, start: moduleRequest.start }],
      ),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      text: text.slice(moduleRequest.start, moduleRequest.end).replaceAll(/^['"`]|['"`]$/g, ''),
      start: moduleRequest.start,
    })),
    ...typeImports(program.body),
  ]
  return requests.map(({ text: request, start }) => {
    const line = text.slice(0, start).split('\n').length
    if (!request.startsWith('.')) return { from: path, line, guest: packageOf(request) }
    const target = relative(root, join(root, dirname(path), request.replace(/\?.*$/, ''))).replaceAll(
      '\\',
      '/',
    )
    return { from: path, line, to: target }
  })
}

/** `import('./x.ts').Type` in a type position is not in the module record; it is in the tree. */
function typeImports(node: unknown): { text: string; start: number }[] {
  if (Array.isArray(node)) return node.flatMap(typeImports)
  if (typeof node !== 'object' || node === null) return []
  const inner = Object.values(node).flatMap(typeImports)
  if (Reflect.get(node, 'type') !== 'TSImportType') return inner
  const source: unknown = Reflect.get(node, 'source') ?? Reflect.get(node, 'argument')
  const text: unknown =
    typeof source === 'object' && source !== null ? Reflect.get(source, 'value') : undefined
  const start: unknown = Reflect.get(node, 'start')
  return typeof text === 'string' && typeof start === 'number' ? [{ text, start }, ...inner] : inner
}

function packageOf(request: string): string {
  if (request.startsWith('node:')) return 'node'
  const parts = request.split('/')
  return request.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? request)
}

export function readEdges(files: readonly string[], root: string): Edge[] {
  return files.flatMap((file) => edgesOf(readFileSync(join(root, file), 'utf8'), file, root))
}

/** A cycle as the list of files along it, or none. */
export function findCycle(edges: readonly Edge[]): string[] | undefined {
  const next = new Map<string, string[]>()
  for (const edge of edges) {
    if (!('to' in edge)) continue
    next.set(edge.from, [...(next.get(edge.from) ?? []), edge.to])
  }
  const done = new Set<string>()
  const path: string[] = []
  const visit = (file: string): string[] | undefined => {
    const at = path.indexOf(file)
    if (at >= 0) return [...path.slice(at), file]
    if (done.has(file)) return undefined
    path.push(file)
    for (const target of next.get(file) ?? []) {
      const cycle = visit(target)
      if (cycle !== undefined) return cycle
    }
    path.pop()
    done.add(file)
    return undefined
  }
  for (const file of next.keys()) {
    const cycle = visit(file)
    if (cycle !== undefined) return cycle
  }
  return undefined
}

export const missingTargets = (edges: readonly Edge[], root: string): Edge[] =>
  edges.filter((edge) => 'to' in edge && !existsSync(join(root, edge.to)))
