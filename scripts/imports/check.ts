import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findCycle, missingTargets, readEdges } from './graph.ts'
import { refusal } from './rules.ts'

/** Import rules and cycles over the whole tree; exits 1 with a line per breach. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const files = ['src', 'e2e', 'bench', 'scripts'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
)
const edges = readEdges(files, root)
const problems = [
  ...edges.flatMap((edge) => {
    const why = refusal(edge)
    return why === undefined ? [] : [`${edge.from}:${edge.line}  ${why}`]
  }),
  ...missingTargets(edges, root).map((edge) => `${edge.from}:${edge.line}  imports a file that is not there`),
]
const cycle = findCycle(edges)
if (cycle !== undefined) problems.push(`cycle: ${cycle.join(' → ')}`)

for (const problem of problems) console.error(problem)
console.log(`${files.length} files, ${edges.length} imports, ${problems.length} breaches`)
process.exit(problems.length === 0 ? 0 : 1)
