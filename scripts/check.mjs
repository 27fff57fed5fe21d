// npm run check: types, lint, import rules, dead code, documents. Each must hold; all are run.

import { join } from 'node:path'
import { ensureDependencies, environment, node, root, run, tool } from './setup.mjs'

await ensureDependencies()
const script = (...parts) => join(root, 'scripts', ...parts)
const steps = [
  ['types', [tool('tsc'), '-b', '--pretty', 'false']],
  ['lint and format', [tool('biome'), 'check', '--error-on-warnings', '--max-diagnostics=40']],
  ['import rules', [script('imports', 'check.ts')]],
  ['dead code', [join(root, 'node_modules/knip/bin/knip.js'), '--no-progress']],
  ['tree rules', [script('tree-rules.ts')]],
  ['generated documents', [script('generate-docs.ts'), '--check']],
]

const broken = []
for (const [name, args] of steps) {
  const code = await run(node, args, { env: environment() })
  if (code !== 0) broken.push(name)
}
if (broken.length > 0) {
  console.error(`\nnot right: ${broken.join(', ')}`)
  process.exit(1)
}
console.log('all checks hold')
