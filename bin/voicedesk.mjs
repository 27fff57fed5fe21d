#!/usr/bin/env node
// The command line. Starts the built program with the Node that the project brings.
import { join } from 'node:path'
import { ensureBuild, ensureDependencies, environment, node, root, run } from '../scripts/setup.mjs'

await ensureDependencies()
await ensureBuild()
process.exit(
  await run(node, [join(root, 'out/main/cli.js'), ...process.argv.slice(2)], {
    cwd: process.cwd(),
    env: environment(),
  }),
)
