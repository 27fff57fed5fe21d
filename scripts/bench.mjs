// npm run bench -- [name…] [--json FILE]: speed and size, with the peer measured in the same run. Runs on Node 20.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuild, ensureDependencies, environment, fail, node, root, run } from './setup.mjs'

await ensureDependencies()
// Some of them measure the application as it is built.
await ensureBuild()
const folder = join(root, 'bench')
const known = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' } },
})
const unknown = wanted.filter((name) => !known.includes(name))
if (unknown.length > 0) fail(`No such bench: ${unknown.join(', ')}. There are: ${known.join(', ')}.`)

const scratch = mkdtempSync(join(tmpdir(), 'voicedesk-bench-'))
const figures = {}
let broken = 0
for (const name of wanted.length > 0 ? wanted : known) {
  console.log(`\n— ${name}`)
  const file = join(scratch, name)
  const env = environment({ VOICEDESK_BENCH_FILE: file })
  if ((await run(node, [join(folder, `${name}.bench.ts`)], { env })) !== 0) broken += 1
  // One object a report, and a bench may report several times: each size of it, or each part of a long run.
  if (existsSync(file))
    figures[name] = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
}
if (values.json !== undefined) writeFileSync(resolve(values.json), `${JSON.stringify(figures, null, 2)}\n`)
rmSync(scratch, { recursive: true, force: true })
process.exit(broken === 0 ? 0 : 1)
