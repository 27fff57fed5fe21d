// npm run bench [name…]: speed and size, with the peer measured in the same run. Runs on Node 20.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDependencies, environment, fail, node, root, run } from './setup.mjs'

await ensureDependencies()
const folder = join(root, 'bench')
const known = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !known.includes(name))
if (unknown.length > 0) fail(`No such bench: ${unknown.join(', ')}. There are: ${known.join(', ')}.`)

let broken = 0
for (const name of wanted.length > 0 ? wanted : known) {
  console.log(`\n— ${name}`)
  const code = await run(node, [join(folder, `${name}.bench.ts`)], { env: environment() })
  if (code !== 0) broken += 1
}
process.exit(broken === 0 ? 0 : 1)
